using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>The request of CreateStage.</summary>
internal sealed partial record StageBody : StrictBody
{
    public string? StageName { get; init; }

    public string? DeploymentId { get; init; }

    public string? Description { get; init; }

    public Dictionary<string, string>? Variables { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    public bool? CacheClusterEnabled { get; init; }

    public bool? TracingEnabled { get; init; }

    /// <exception cref="Protocols.AwsError">BadRequestException or NotFoundException.</exception>
    public Stage Create(RestApi api, DateTimeOffset now)
    {
        if (CacheClusterEnabled == true) throw ApiErrors.Unsupported("CreateStage: cacheClusterEnabled");
        if (TracingEnabled == true) throw ApiErrors.Unsupported("CreateStage: tracingEnabled");
        var id = DeploymentId ?? throw ApiErrors.Missing("deploymentId");
        if (!api.Deployments.ContainsKey(id)) throw RestApiErrors.NoSuchDeployment();
        return new Stage(CheckName(StageName), now, now, id, Description, CheckVariables(Variables), MethodBody.Sorted(Tags));
    }

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public static string CheckName(string? name)
    {
        if (name is null) throw ApiErrors.Missing("stageName");
        return name.Length <= 128 && Name().IsMatch(name) ? name : throw ApiErrors.Bad("Stage name only allows a-zA-Z0-9_-");
    }

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public static ImmutableSortedDictionary<string, string> CheckVariables(IReadOnlyDictionary<string, string>? variables)
    {
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            if (!VariableName().IsMatch(name)) throw ApiErrors.Invalid("variables", name, "a name has letters, digits and underscores");
            if (!VariableValue().IsMatch(value)) throw ApiErrors.Invalid($"variables.{name}", value, "a value matches [A-Za-z0-9-._~:/?#&=,]+");
        }

        return variables is null ? RestApi.NoStrings : variables.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-zA-Z0-9_]+$")]
    private static partial Regex VariableName();

    [GeneratedRegex("^[A-Za-z0-9._~:/?#&=,-]+$")]
    private static partial Regex VariableValue();
}

/// <summary>How the requests to a stage are logged, as answers show it.</summary>
internal sealed record AccessLogView(string Format, string DestinationArn);

/// <summary>A stage as answers show it.</summary>
internal sealed record StageView(
    AccessLogView? AccessLogSettings,
    bool CacheClusterEnabled,
    string CacheClusterStatus,
    long CreatedDate,
    string DeploymentId,
    string? Description,
    long LastUpdatedDate,
    ImmutableSortedDictionary<string, MethodSettingView> MethodSettings,
    string StageName,
    ImmutableSortedDictionary<string, string>? Tags,
    bool TracingEnabled,
    ImmutableSortedDictionary<string, string>? Variables)
{
    public static StageView Of(Stage stage) => new(
        stage.AccessLog is { } log ? new AccessLogView(log.Format, log.DestinationArn) : null, CacheClusterEnabled: false, "NOT_AVAILABLE", stage.CreatedAt.ToUnixTimeSeconds(), stage.DeploymentId, stage.Description, stage.UpdatedAt.ToUnixTimeSeconds(),
        stage.Settings.ToImmutableSortedDictionary(s => s.Key, s => MethodSettingView.Of(s.Value), StringComparer.Ordinal), stage.Name, MethodView.Given(stage.Tags), TracingEnabled: false, MethodView.Given(stage.Variables));
}

/// <summary>The one list that is called so on AWS: it has no pages.</summary>
internal sealed record StageList(IReadOnlyList<StageView> Item);
