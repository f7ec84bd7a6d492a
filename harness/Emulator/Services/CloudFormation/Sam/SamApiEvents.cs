using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>The functions' events of the types Api and HttpApi: a route each, and the permission to call the function.</summary>
/// <remarks>
/// Sources: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html and
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html
/// </remarks>
internal sealed partial class SamApiEvents(Node.Map resources, SamGlobals globals)
{
    private const string Sub = "Fn::Sub";

    private static readonly Dictionary<string, (string[] Supported, string[] Known)> Properties = new()
    {
        ["Api"] = (["Path", "Method", "RestApiId"], ["Stage", "Auth", "RequestModel", "RequestParameters", "TimeoutInMillis", "ResponseTransferMode"]),
        ["HttpApi"] = (["Path", "Method", "ApiId", "TimeoutInMillis", "PayloadFormatVersion"], ["Stage", "Auth", "RouteSettings"]),
    };

    public SamRoutes Rest { get; } = new("ServerlessRestApi", "AWS::Serverless::Api", ("swagger", "2.0"));

    public SamRoutes Http { get; } = new("ServerlessHttpApi", "AWS::Serverless::HttpApi", ("openapi", "3.0.1"));

    public static bool IsOne(string? type) => type is "Api" or "HttpApi";

    /// <param name="target">The function, or its alias.</param>
    /// <param name="arn">The same for an integration's address, such as <c>F.Arn</c>.</param>
    public IEnumerable<Entry> Translate(SamResource function, Entry entry, string type, Node.Map target, string arn)
    {
        var given = (entry.Value as Node.Map)?["Properties"] as Node.Map ?? new Node.Map([], entry.Value.At);
        void Refuse(string why, Position? at = null) => function.Refuse($"Event with id [{entry.Key}] is invalid. {why}", at ?? entry.KeyAt);
        var (supported, known) = Properties[type];
        foreach (var other in given.Entries.Where(p => !supported.Contains(p.Key)))
        {
            Refuse(known.Contains(other.Key) ? $"property {other.Key} of {type} is not supported here" : $"property {other.Key} not defined for resource of type {type}", other.KeyAt);
        }

        var isHttp = type == "HttpApi";
        var isDefault = isHttp && given["Path"] is null && given["Method"] is null;
        var path = isDefault ? SamRoutes.Default : given["Path"]?.AsText;
        var method = isDefault ? SamRoutes.AnyMethod : given["Method"]?.AsText?.ToLowerInvariant();
        foreach (var (name, value) in ((string, string?)[])[("Path", path), ("Method", method)])
        {
            if (value is null) Refuse(given[name] is null ? $"Property '{name}' is required." : $"Property '{name}' should be a string.", given[name]?.At);
        }

        var routes = isHttp ? Http : Rest;
        if (path is null || method is null || ApiOf(given, isHttp ? "ApiId" : "RestApiId", routes, Refuse) is not { } api) yield break;
        var route = new SamRoute(path, method == "any" ? SamRoutes.AnyMethod : method, Operation(function, given, isHttp, path, arn), function.Condition, function.LogicalId);
        var isCovered = isHttp && !isDefault && routes.HasDefault(api, function.LogicalId);
        var quote = isHttp ? '\'' : '"';
        if (!routes.Add(api, route, entry.KeyAt)) Refuse($"API method {quote}{method}{quote} defined multiple times for path {quote}{path}{quote}.");
        if (!isCovered) yield return Permission(function, entry.Key, isHttp ? "" : Suffix(api), api, target, SourceOf(isHttp, path, method));
    }

    private string? ApiOf(Node.Map given, string property, SamRoutes routes, Action<string, Position?> refuse)
    {
        var id = given[property] switch
        {
            null => routes.ImplicitApi,
            Node.Map { Entries: [{ Key: "Ref", Value: var name }] } => name.AsText,
            var name => name.AsText,
        };
        if (given[property] is null || (id is not null && (resources[id] as Node.Map)?["Type"]?.AsText == routes.Type)) return id;
        refuse($"{property} must be a valid reference to an '{routes.Type}' resource in same template.", given[property]?.At);
        return null;
    }

    /// <summary>Of a permission's id: the stage, where it is written down.</summary>
    private string Suffix(string api)
    {
        if (api == Rest.ImplicitApi) return "Prod";
        var stage = globals.Merge("Api", (resources[api] as Node.Map)?["Properties"] as Node.Map ?? new Node.Map([], resources.At))["StageName"];
        return stage?.AsText ?? "Stage";
    }

    private static Node.Map Operation(SamResource function, Node.Map given, bool isHttp, string path, string arn)
    {
        var at = function.At;
        Node uri = Node.MapAt(at, (Sub, function.Text(
            $"arn:{(isHttp ? "${AWS::Partition}" : AwsScope.Partition)}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{{arn}}}/invocations")));
        if (function.Condition is { } condition) uri = SamRoutes.When(condition, uri);
        var integration = Node.MapAt(
            at, ("httpMethod", function.Text("POST")), ("type", function.Text("aws_proxy")), ("uri", uri),
            ("payloadFormatVersion", isHttp ? given["PayloadFormatVersion"] ?? function.Text("2.0") : null), ("timeoutInMillis", isHttp ? given["TimeoutInMillis"] : null));
        var parameters = isHttp ? PathParameter().Matches(path).Select(m => PathParameterOf(function, m.Groups[1].Value)).ToList() : [];
        return Node.MapAt(
            at, ("x-amazon-apigateway-integration", integration), ("isDefaultRoute", path == SamRoutes.Default ? new Node.Scalar("true", ScalarKind.Flag, at) : null),
            ("responses", new Node.Map([], at)), ("parameters", parameters.Count == 0 ? null : new Node.List(parameters, at)));
    }

    private static Node.Map PathParameterOf(SamResource function, string name) => Node.MapAt(
        function.At, ("name", function.Text(name)), ("in", function.Text("path")), ("required", new Node.Scalar("true", ScalarKind.Flag, function.At)));

    /// <summary>What of an API may call: every stage, the method, the path with its parameters open.</summary>
    private static string SourceOf(bool isHttp, string path, string method)
    {
        var open = path == SamRoutes.Default ? "" : PathParameter().Replace(path.Length > 1 ? path.TrimEnd('/') : path, "*");
        var verb = method is "any" or SamRoutes.AnyMethod ? "*" : method.ToUpperInvariant();
        return $"arn:{(isHttp ? "${AWS::Partition}" : AwsScope.Partition)}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{__ApiId__}}/${{__Stage__}}/{verb}{open}";
    }

    private static Entry Permission(SamResource function, string eventName, string suffix, string api, Node.Map target, string source)
    {
        var at = function.At;
        var variables = Node.MapAt(at, ("__ApiId__", function.Ref(api)), ("__Stage__", function.Text("*")));
        return function.Further(
            $"{function.LogicalId}{eventName}Permission{suffix}", "AWS::Lambda::Permission", ("Action", function.Text("lambda:InvokeFunction")), ("FunctionName", target),
            ("Principal", function.Text("apigateway.amazonaws.com")), ("SourceArn", Node.MapAt(at, (Sub, new Node.List([function.Text(source), variables], at)))));
    }

    [GeneratedRegex(@"\{(.*?)\}", RegexOptions.CultureInvariant)]
    private static partial Regex PathParameter();
}
