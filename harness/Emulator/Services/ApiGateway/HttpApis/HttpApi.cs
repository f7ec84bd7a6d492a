using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>An HTTP API with everything that belongs to it.</summary>
/// <param name="Configuration">What a deployment takes a copy of.</param>
/// <param name="Deployments">By id.</param>
/// <param name="Stages">By name.</param>
/// <param name="ImportInfo">What the last import found to have no meaning for HTTP APIs.</param>
/// <param name="Warnings">What the last import left out.</param>
internal sealed record HttpApi(
    string Id,
    DateTimeOffset CreatedAt,
    string Name,
    string? Description,
    string? Version,
    bool IsEndpointDisabled,
    ImmutableSortedDictionary<string, string> Tags,
    ApiConfiguration Configuration,
    ImmutableSortedDictionary<string, Deployment> Deployments,
    ImmutableSortedDictionary<string, Stage> Stages,
    ImmutableArray<string> ImportInfo,
    ImmutableArray<string> Warnings)
{
    public static HttpApi New(string id, DateTimeOffset createdAt, string name) => new(
        id, createdAt, name, Description: null, Version: null, IsEndpointDisabled: false, NoStrings, ApiConfiguration.Empty,
        ImmutableSortedDictionary.Create<string, Deployment>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, Stage>(StringComparer.Ordinal), [], []);

    public static readonly ImmutableSortedDictionary<string, string> NoStrings = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <param name="Routes">By id.</param>
/// <param name="Integrations">By id.</param>
/// <param name="Cors"><c>null</c> when the functions answer for themselves.</param>
internal sealed record ApiConfiguration(
    ImmutableSortedDictionary<string, Route> Routes, ImmutableSortedDictionary<string, Integration> Integrations, Cors? Cors)
{
    public static readonly ApiConfiguration Empty = new(
        ImmutableSortedDictionary.Create<string, Route>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, Integration>(StringComparer.Ordinal), Cors: null);
}

/// <param name="Key">Method and path, or <c>$default</c>; see <see cref="RouteKey"/>.</param>
/// <param name="IntegrationId"><c>null</c> for a route that leads nowhere yet.</param>
/// <param name="IsManaged">Made by a quick create.</param>
internal sealed record Route(string Id, string Key, string? IntegrationId, string? OperationName, bool IsManaged = false);

/// <summary>A Lambda function behind routes.</summary>
/// <param name="Uri">As it was given; see <see cref="FunctionUri"/>.</param>
/// <param name="PayloadFormatVersion"><c>1.0</c> or <c>2.0</c>.</param>
internal sealed record Integration(string Id, string Uri, string PayloadFormatVersion, int TimeoutMs, string? Description, bool IsManaged = false)
{
    public const int MaxTimeoutMs = 30_000;
}

/// <summary>What the gateway tells browsers about requests from other origins.</summary>
internal sealed record Cors(
    ImmutableArray<string> AllowOrigins,
    ImmutableArray<string> AllowMethods,
    ImmutableArray<string> AllowHeaders,
    ImmutableArray<string> ExposeHeaders,
    int? MaxAgeSeconds,
    bool? AllowCredentials);

/// <summary>A copy of the configuration, which stages serve.</summary>
internal sealed record Deployment(string Id, DateTimeOffset CreatedAt, bool IsAutomatic, string? Description, ApiConfiguration Configuration);

/// <param name="Name"><c>$default</c> is served at the root, any other under its name.</param>
/// <param name="DeploymentId"><c>null</c>: nothing is served.</param>
/// <param name="DeploymentMessage">How the last automatic deployment went.</param>
internal sealed record Stage(
    string Name,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    bool AutoDeploy,
    string? DeploymentId,
    string? DeploymentMessage,
    string? Description,
    ImmutableSortedDictionary<string, string> Variables,
    ImmutableSortedDictionary<string, string> Tags,
    bool IsManaged = false)
{
    public const string Default = "$default";

    /// <summary>Of every route, where it has none of its own.</summary>
    public RouteSettings DefaultSettings { get; init; } = RouteSettings.None;

    /// <summary>By the route's key.</summary>
    public ImmutableSortedDictionary<string, RouteSettings> Settings { get; init; } = ImmutableSortedDictionary.Create<string, RouteSettings>(StringComparer.Ordinal);

    /// <summary><c>null</c>: nothing is logged.</summary>
    public AccessLogSettings? AccessLog { get; init; }

    /// <summary>A route's own settings, and the stage's where it has none.</summary>
    public RouteSettings SettingsOf(string routeKey) => Settings.GetValueOrDefault(routeKey)?.Over(DefaultSettings) ?? DefaultSettings;
}

/// <summary>Of a stage or of a route; what is <c>null</c> was not set, and is the stage's, or else the account's.</summary>
/// <param name="BurstLimit">Requests at once.</param>
/// <param name="RateLimit">Requests per second, in the long run.</param>
internal sealed record RouteSettings(int? BurstLimit, double? RateLimit, bool? HasDetailedMetrics)
{
    public static readonly RouteSettings None = new(null, null, null);

    public RouteSettings Over(RouteSettings below) =>
        new(BurstLimit ?? below.BurstLimit, RateLimit ?? below.RateLimit, HasDetailedMetrics ?? below.HasDetailedMetrics);
}
