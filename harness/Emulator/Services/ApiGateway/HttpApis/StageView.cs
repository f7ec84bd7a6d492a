using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>A stage as CreateStage and UpdateStage take it.</summary>
internal sealed partial record StageBody : StrictBody
{
    public string? StageName { get; init; }

    public bool? AutoDeploy { get; init; }

    public string? DeploymentId { get; init; }

    public string? Description { get; init; }

    public Dictionary<string, string>? StageVariables { get; init; }

    public RouteSettingsBody? DefaultRouteSettings { get; init; }

    public Dictionary<string, RouteSettingsBody>? RouteSettings { get; init; }

    public AccessLogBody? AccessLogSettings { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    /// <summary>The stage with what is given here; <c>AutoDeploy</c> and its deployments are the caller's to carry out.</summary>
    /// <exception cref="Protocols.AwsError">BadRequestException, or NotFoundException for a deployment.</exception>
    public Stage Apply(Stage stage, HttpApi api, DateTimeOffset now)
    {
        var changed = stage with
        {
            UpdatedAt = now,
            AutoDeploy = AutoDeploy ?? stage.AutoDeploy,
            DeploymentId = DeploymentId ?? stage.DeploymentId,
            Description = Description ?? stage.Description,
            Variables = StageVariables is null ? stage.Variables : CheckVariables(StageVariables),
            DefaultSettings = DefaultRouteSettings?.Over(stage.DefaultSettings, "defaultRouteSettings") ?? stage.DefaultSettings,
            Settings = RouteSettingsBody.Over(stage.Settings, RouteSettings),
            AccessLog = AccessLogSettings?.Over(stage.AccessLog) ?? stage.AccessLog,
        };
        if (DeploymentId is null) return changed;
        if (changed.AutoDeploy) throw HttpApiErrors.DeploysItself(stage.Name);
        return api.Deployments.ContainsKey(DeploymentId) ? changed : throw HttpApiErrors.NoSuchDeployment(DeploymentId);
    }

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public string CheckName()
    {
        if (StageName is null) throw ApiErrors.Missing("stageName");
        var isName = StageName == Stage.Default || (StageName.Length <= 128 && Name().IsMatch(StageName));
        return isName ? StageName : throw ApiErrors.Invalid("stageName", StageName, "it is $default, or letters, digits, underscores and hyphens");
    }

    /// <remarks>Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html</remarks>
    private static ImmutableSortedDictionary<string, string> CheckVariables(Dictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
        {
            if (!VariableName().IsMatch(name)) throw ApiErrors.Invalid("stageVariables", name, "a name has letters, digits and underscores");
            if (!VariableValue().IsMatch(value)) throw ApiErrors.Invalid($"stageVariables.{name}", value, "a value matches [A-Za-z0-9-._~:/?#&=,]+");
        }

        return variables.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-zA-Z0-9_]+$")]
    private static partial Regex VariableName();

    [GeneratedRegex("^[A-Za-z0-9._~:/?#&=,-]+$")]
    private static partial Regex VariableValue();
}

/// <summary>A stage as answers show it: its own settings say whether there are detailed metrics, those of a route have what they were given.</summary>
/// <remarks>Source: the example in https://docs.aws.amazon.com/cli/latest/reference/apigatewayv2/update-stage.html</remarks>
internal sealed record StageView(
    AccessLogBody? AccessLogSettings,
    bool? ApiGatewayManaged,
    bool AutoDeploy,
    string CreatedDate,
    RouteSettingsBody DefaultRouteSettings,
    string? DeploymentId,
    string? Description,
    string? LastDeploymentStatusMessage,
    string LastUpdatedDate,
    ImmutableSortedDictionary<string, RouteSettingsBody> RouteSettings,
    string StageName,
    ImmutableSortedDictionary<string, string> StageVariables,
    ImmutableSortedDictionary<string, string> Tags)
{
    public static StageView Of(Stage stage) => new(
        AccessLogBody.Of(stage.AccessLog), stage.IsManaged ? true : null, stage.AutoDeploy, WireTime.Text(stage.CreatedAt), RouteSettingsBody.Of(stage.DefaultSettings) with { DetailedMetricsEnabled = stage.DefaultSettings.HasDetailedMetrics ?? false },
        stage.DeploymentId, stage.Description, stage.DeploymentMessage, WireTime.Text(stage.UpdatedAt),
        stage.Settings.ToImmutableSortedDictionary(s => s.Key, s => RouteSettingsBody.Of(s.Value), StringComparer.Ordinal), stage.Name, stage.Variables, stage.Tags);
}

internal sealed record StageList(IReadOnlyList<StageView> Items, string? NextToken);
