using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>The request of CreateDeployment.</summary>
internal sealed record DeploymentBody : StrictBody
{
    public string? Description { get; init; }

    /// <summary>The stage that serves it from then on; made where there is none.</summary>
    public string? StageName { get; init; }

    public string? StageDescription { get; init; }

    public Dictionary<string, string>? Variables { get; init; }
}

/// <summary>A deployment as answers show it.</summary>
/// <param name="ApiSummary">By path and method, when it is asked for.</param>
internal sealed record DeploymentView(
    string Id, string? Description, long CreatedDate, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, MethodSnapshot>>? ApiSummary = null)
{
    public static DeploymentView Of(Deployment deployment) => new(deployment.Id, deployment.Description, deployment.CreatedAt.ToUnixTimeSeconds());

    public static DeploymentView WithSummary(Deployment deployment) => Of(deployment) with
    {
        ApiSummary = deployment.Configuration.Resources.Values.Where(r => !r.Methods.IsEmpty).ToImmutableSortedDictionary(
            deployment.Configuration.PathOf, r => r.Methods.ToImmutableSortedDictionary(m => m.Key, _ => new MethodSnapshot("NONE", ApiKeyRequired: false))),
    };
}

internal sealed record MethodSnapshot(string AuthorizationType, bool ApiKeyRequired);
