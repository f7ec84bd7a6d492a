using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>The role that SAM makes for a function without one: what every function may, what its events need, and its author's policies.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies</remarks>
internal static class SamRole
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> PathsOfAwsPolicies = new(ReadPaths);

    public static Entry Of(SamResource function, Node.List tags)
    {
        var managed = new List<Node> { function.Text(ArnOf("service-role/AWSLambdaBasicExecutionRole")) };
        var documents = new List<Node>();
        var given = GivenPolicies(function);
        for (var i = 0; i < given.Count; i++) Add(function, given[i], i, managed, documents);
        if (HasStream(function)) managed.Add(function.Text(ArnOf("service-role/AWSLambdaDynamoDBExecutionRole")));
        var distinct = managed.DistinctBy(NodeJson.Write).ToList();
        return function.Further(
            function.LogicalId + "Role", "AWS::IAM::Role", ("AssumeRolePolicyDocument", function["AssumeRolePolicyDocument"] ?? Trust(function)),
            ("ManagedPolicyArns", new Node.List(distinct, function.At)), ("Policies", documents.Count == 0 ? null : new Node.List(documents, function.At)),
            ("Path", function["RolePath"]), ("PermissionsBoundary", function["PermissionsBoundary"]), ("Tags", tags));
    }

    private static string ArnOf(string policy) => AwsScope.AwsPolicyArn("policy/" + policy);

    private static IReadOnlyList<Node> GivenPolicies(SamResource function)
    {
        switch (function["Policies"])
        {
            case null:
                return [];
            case Node.List list:
                return list.Items;
            case Node.Map or Node.Scalar { Kind: ScalarKind.Text }:
                return [function["Policies"] ?? function.Text("")];
            case var other:
                function.Refuse("Type of property 'Policies' is invalid.", other.At);
                return [];
        }
    }

    private static void Add(SamResource function, Node policy, int index, List<Node> managed, List<Node> documents)
    {
        switch (policy)
        {
            case { AsText: { } name }:
                managed.Add(PathsOfAwsPolicies.Value.TryGetValue(name, out var path) ? Node.TextAt(ArnOf(path[1..] + name), policy.At) : policy);
                break;
            case Node.Map { IsFunction: true } call:
                if (Branches(call).Any(b => b is Node.Map { IsFunction: false })) function.Refuse("Fn::If takes names and ARNs of policies only here", policy.At);
                managed.Add(policy);
                break;
            case Node.Map map when map["Statement"] is not null:
                documents.Add(Inline(function, index, map));
                break;
            case Node.Map { Entries: [{ Key: var name, Value: Node.Map values }] } when SamPolicyTemplates.Find(name) is { } template:
                var missing = template.Parameters.Where(p => values[p] is null).ToList();
                if (missing.Count == 0) documents.Add(Inline(function, index, template.Document(values)));
                else function.Refuse($"Following required parameters of template '{name}' don't have values: [{string.Join(", ", missing.Select(m => $"'{m}'"))}]", policy.At);
                break;
            case Node.Map { Entries: [{ Key: var name }] } when name.EndsWith("Policy", StringComparison.Ordinal) && SamPolicyTemplates.Find(name) is null:
                function.Refuse(
                    $"Policy at index {index} in the 'Policies' property is not valid: templates are here {string.Join(", ", SamPolicyTemplates.Names)}", policy.At);
                break;
            default:
                function.Refuse($"Policy at index {index} in the 'Policies' property is not valid", policy.At);
                break;
        }
    }

    private static IEnumerable<Node> Branches(Node.Map call) =>
        call is { Entries: [{ Key: "Fn::If", Value: Node.List { Items: [_, var then, var otherwise] } }] } ? [then, otherwise] : [];

    private static Node.Map Inline(SamResource function, int index, Node.Map document) =>
        Node.MapAt(document.At, ("PolicyName", Node.TextAt($"{function.LogicalId}RolePolicy{index}", document.At)), ("PolicyDocument", document));

    private static bool HasStream(SamResource function) =>
        (function["Events"] as Node.Map)?.Entries.Any(e => (e.Value as Node.Map)?["Type"]?.AsText == "DynamoDB") == true;

    private static Node.Map Trust(SamResource function)
    {
        var at = function.At;
        Node.List One(string text) => new([function.Text(text)], at);
        return Node.MapAt(at, ("Version", function.Text("2012-10-17")), ("Statement", new Node.List(
            [
                Node.MapAt(at, ("Action", One("sts:AssumeRole")), ("Effect", function.Text("Allow")),
                    ("Principal", Node.MapAt(at, ("Service", One("lambda.amazonaws.com"))))),
            ], at)));
    }

    private static Dictionary<string, string> ReadPaths()
    {
        using var file = typeof(SamRole).Assembly.GetManifestResourceStream("aws-policies.json") ?? throw new InvalidOperationException("The build left out aws-policies.json.");
        using var policies = JsonDocument.Parse(file);
        static string Of(JsonElement policy, string member) => policy.GetProperty(member).GetString() ?? "";
        return policies.RootElement.EnumerateArray().ToDictionary(p => Of(p, "name"), p => Of(p, "path"), StringComparer.Ordinal);
    }
}
