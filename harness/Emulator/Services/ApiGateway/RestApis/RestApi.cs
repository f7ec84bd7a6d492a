using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>A REST API with everything that belongs to it.</summary>
/// <param name="EndpointType"><c>EDGE</c> or <c>REGIONAL</c>; both are served alike here.</param>
/// <param name="Configuration">What a deployment takes a copy of.</param>
/// <param name="Deployments">By id.</param>
/// <param name="Stages">By name.</param>
/// <param name="Warnings">What the last import left out.</param>
internal sealed record RestApi(
    string Id,
    DateTimeOffset CreatedAt,
    string Name,
    string? Description,
    string? Version,
    string EndpointType,
    bool IsEndpointDisabled,
    ImmutableSortedDictionary<string, string> Tags,
    RestConfiguration Configuration,
    ImmutableSortedDictionary<string, Deployment> Deployments,
    ImmutableSortedDictionary<string, Stage> Stages,
    ImmutableArray<string> Warnings)
{
    public const string Edge = "EDGE";

    public static readonly ImmutableSortedDictionary<string, string> NoStrings = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static RestApi New(string id, DateTimeOffset createdAt, string name) => new(
        id, createdAt, name, Description: null, Version: null, Edge, IsEndpointDisabled: false, NoStrings, RestConfiguration.New(),
        ImmutableSortedDictionary.Create<string, Deployment>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, Stage>(StringComparer.Ordinal), []);
}

/// <param name="RootId">Of the resource at <c>/</c>.</param>
/// <param name="Resources">By id.</param>
/// <param name="GatewayResponses">By type: those that differ from AWS's own.</param>
/// <param name="BinaryMediaTypes">Whose bodies pass as base64.</param>
internal sealed record RestConfiguration(
    string RootId,
    ImmutableSortedDictionary<string, Resource> Resources,
    ImmutableSortedDictionary<string, GatewayResponse> GatewayResponses,
    ImmutableArray<string> BinaryMediaTypes)
{
    public static RestConfiguration New()
    {
        var root = new Resource(ApiIds.Api(), ParentId: null, PathPart: "", Resource.NoMethods);
        return new RestConfiguration(
            root.Id, ImmutableSortedDictionary.Create<string, Resource>(StringComparer.Ordinal).Add(root.Id, root),
            ImmutableSortedDictionary.Create<string, GatewayResponse>(StringComparer.Ordinal), []);
    }

    /// <summary>Such as <c>/tasks/{TaskId}</c>.</summary>
    public string PathOf(Resource resource)
    {
        if (resource.ParentId is null) return "/";
        var above = PathOf(Resources[resource.ParentId]);
        return (above == "/" ? "" : above) + "/" + resource.PathPart;
    }

    public IEnumerable<Resource> ChildrenOf(string id) => Resources.Values.Where(r => r.ParentId == id);

    /// <summary>With that resource in place of the one with its id.</summary>
    public RestConfiguration With(Resource resource) => this with { Resources = Resources.SetItem(resource.Id, resource) };

    /// <summary>Without the resource and all below it.</summary>
    public RestConfiguration Without(Resource resource) =>
        ChildrenOf(resource.Id).Aggregate(this, (left, child) => left.Without(child)) is var rest ? rest with { Resources = rest.Resources.Remove(resource.Id) } : this;
}

/// <param name="ParentId"><c>null</c> for the root.</param>
/// <param name="PathPart">Text, <c>{variable}</c> or <c>{greedy+}</c>.</param>
/// <param name="Methods">By HTTP method, with <c>ANY</c> for all that have no own.</param>
internal sealed record Resource(string Id, string? ParentId, string PathPart, ImmutableSortedDictionary<string, Method> Methods)
{
    public static readonly ImmutableSortedDictionary<string, Method> NoMethods = ImmutableSortedDictionary.Create<string, Method>(StringComparer.Ordinal);

    public bool IsGreedy => PathPart.EndsWith("+}", StringComparison.Ordinal);

    public bool IsVariable => PathPart.StartsWith('{');
}

/// <param name="RequestParameters">Such as <c>method.request.path.TaskId</c>, and whether it is required.</param>
/// <param name="RequestModels">By content type.</param>
/// <param name="Responses">By status.</param>
internal sealed record Method(
    string HttpMethod,
    bool IsApiKeyRequired,
    string? OperationName,
    ImmutableSortedDictionary<string, bool> RequestParameters,
    ImmutableSortedDictionary<string, string> RequestModels,
    ImmutableSortedDictionary<string, MethodResponse> Responses,
    Integration? Integration)
{
    public const string Any = "ANY";

    public static readonly ImmutableArray<string> All = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", Any];
}

/// <param name="Parameters">Such as <c>method.response.header.ETag</c>.</param>
internal sealed record MethodResponse(string StatusCode, ImmutableSortedDictionary<string, bool> Parameters, ImmutableSortedDictionary<string, string> Models);

/// <param name="Type"><c>AWS_PROXY</c> or <c>MOCK</c>.</param>
/// <param name="HttpMethod">How the function is called; everything but POST fails, as on AWS.</param>
/// <param name="Uri">Of the function; see <see cref="FunctionUri"/>.</param>
/// <param name="RequestTemplates">By content type.</param>
/// <param name="Responses">Of a mock, by status.</param>
internal sealed record Integration(
    string Type,
    string? HttpMethod,
    string? Uri,
    int TimeoutMs,
    string PassthroughBehavior,
    string CacheNamespace,
    ImmutableSortedDictionary<string, string> RequestTemplates,
    ImmutableSortedDictionary<string, IntegrationResponse> Responses)
{
    public const string Proxy = "AWS_PROXY";
    public const string Mock = "MOCK";
    public const int MaxTimeoutMs = 29_000;
}

/// <param name="SelectionPattern">Which statuses of the mock it answers; <c>null</c> for those that no other does.</param>
/// <param name="Parameters">Headers by <c>method.response.header.{name}</c>: texts in quotes, or <c>context.…</c> and <c>stageVariables.…</c>.</param>
/// <param name="Templates">Bodies by content type.</param>
internal sealed record IntegrationResponse(
    string StatusCode, string? SelectionPattern, ImmutableSortedDictionary<string, string> Parameters, ImmutableSortedDictionary<string, string> Templates);

/// <summary>What the gateway's own refusals of one type look like.</summary>
/// <param name="StatusCode"><c>null</c> for the type's own.</param>
/// <param name="Parameters">Headers by <c>gatewayresponse.header.{name}</c>.</param>
/// <param name="Templates">Bodies by content type; empty for AWS's own.</param>
internal sealed record GatewayResponse(
    string Type, string? StatusCode, ImmutableSortedDictionary<string, string> Parameters, ImmutableSortedDictionary<string, string> Templates);

/// <summary>A copy of the configuration, which stages serve.</summary>
internal sealed record Deployment(string Id, DateTimeOffset CreatedAt, string? Description, RestConfiguration Configuration);

/// <param name="Name">The first segment of its paths.</param>
internal sealed record Stage(
    string Name,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string DeploymentId,
    string? Description,
    ImmutableSortedDictionary<string, string> Variables,
    ImmutableSortedDictionary<string, string> Tags)
{
    /// <summary>By <see cref="MethodSettings.Key"/>.</summary>
    public ImmutableSortedDictionary<string, MethodSettings> Settings { get; init; } = ImmutableSortedDictionary.Create<string, MethodSettings>(StringComparer.Ordinal);

    /// <summary><c>null</c>: nothing is logged.</summary>
    public AccessLogSettings? AccessLog { get; init; }

    /// <summary>A method's own settings, or else those of all methods.</summary>
    /// <param name="path">Of its resource, such as <c>/tasks/{TaskId}</c>.</param>
    public MethodSettings SettingsOf(string path, string httpMethod) =>
        Settings.GetValueOrDefault(MethodSettings.Key(path, httpMethod)) ?? Settings.GetValueOrDefault(MethodSettings.AllMethods) ?? MethodSettings.None;
}

/// <param name="BurstLimit">Requests at once; <c>null</c> for the account's.</param>
/// <param name="RateLimit">Requests per second, in the long run; <c>null</c> for the account's.</param>
internal sealed record MethodSettings(int? BurstLimit, double? RateLimit)
{
    public const string AllMethods = "*/*";

    public static readonly MethodSettings None = new(null, null);

    public static string Key(string path, string httpMethod) => $"{path.TrimStart('/')}/{httpMethod}";
}
