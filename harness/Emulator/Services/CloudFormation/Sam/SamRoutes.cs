using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>One method of one path that a function's event asks of an API.</summary>
/// <param name="Condition">Under which the function exists; <c>null</c> for always.</param>
/// <param name="Owner">Logical id of the function.</param>
internal sealed record SamRoute(string Path, string Method, Node.Map Operation, Node? Condition, string Owner);

/// <summary>The APIs that events of functions refer to, and the definitions that come of it where their author gave none.</summary>
/// <param name="version"><c>openapi</c> or <c>swagger</c>, and which.</param>
internal sealed class SamRoutes(string implicitApi, string type, (string Key, string Text) version)
{
    public const string Default = "$default";
    public const string AnyMethod = "x-amazon-apigateway-any-method";

    private readonly Dictionary<string, List<SamRoute>> _routes = new(StringComparer.Ordinal);

    public string ImplicitApi => implicitApi;

    public string Type => type;

    /// <summary>Where the first event asked for the API that nobody wrote down; <c>null</c> where none did.</summary>
    public Position? ImplicitAt { get; private set; }

    /// <returns>Whether the path has no such method yet.</returns>
    public bool Add(string api, SamRoute route, Position at)
    {
        if (!_routes.TryGetValue(api, out var routes)) _routes[api] = routes = [];
        if (routes.Any(r => r.Path == route.Path && r.Method == route.Method)) return false;
        routes.Add(route);
        if (api == implicitApi) ImplicitAt ??= at;
        return true;
    }

    /// <summary>Whether a permission for everything exists already.</summary>
    public bool HasDefault(string api, string owner) =>
        _routes.GetValueOrDefault(api)?.Any(r => r.Path == Default && r.Method == AnyMethod && r.Owner == owner) == true;

    /// <summary>The condition of an API that is there for conditional functions only.</summary>
    /// <returns><c>null</c> where there is none; several are more than can be said in a word.</returns>
    public IReadOnlyList<Node> ConditionsOfImplicit() => ConditionsOf(_routes.GetValueOrDefault(implicitApi) ?? []);

    public Node.Map DefinitionOf(SamResource api, string? openApiVersion)
    {
        var at = api.At;
        var paths = new List<Entry>();
        foreach (var path in (_routes.GetValueOrDefault(api.LogicalId) ?? []).GroupBy(r => r.Path))
        {
            Node methods = new Node.Map([.. path.Select(r => new Entry(r.Method, at, r.Condition is null ? r.Operation : When(r.Condition, r.Operation)))], at);
            var conditions = ConditionsOf([.. path]);
            if (conditions.Count > 1) api.Refuse($"methods of the path {path.Key} have different conditions, which is not supported here", at);
            paths.Add(new Entry(path.Key, at, conditions.Count == 1 ? When(conditions[0], methods) : methods));
        }

        var (key, text) = openApiVersion is null ? version : ("openapi", openApiVersion);
        return Node.MapAt(
            at, ("info", Node.MapAt(at, ("version", api.Text("1.0")), ("title", api.Ref("AWS::StackName")))), ("paths", new Node.Map(paths, at)), (key, api.Text(text)));
    }

    public static Node.Map When(Node condition, Node then) =>
        Node.MapAt(then.At, ("Fn::If", new Node.List([condition, then, Node.MapAt(then.At, ("Ref", Node.TextAt("AWS::NoValue", then.At)))], then.At)));

    /// <summary>None where one route is there always.</summary>
    private static IReadOnlyList<Node> ConditionsOf(IReadOnlyCollection<SamRoute> routes) =>
        routes.Any(r => r.Condition is null) ? [] : [.. routes.Select(r => r.Condition).OfType<Node>().DistinctBy(c => c.AsText)];
}
