using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>An API made ready for requests; never changes, a change of the API makes a new one.</summary>
internal sealed class ServedRestApi(string id, string name, Dictionary<string, ServedRestStage> stages)
{
    public string Id => id;

    /// <summary>The name as metrics have it: without what is not ASCII; the id where nothing is left.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html</remarks>
    public string MetricsName { get; } = string.Concat(name.Where(char.IsAscii)) is { Length: > 0 } ascii ? ascii : id;

    public static ServedRestApi Of(RestApi api, TimeProvider clock) => new(
        api.Id, api.Name,
        (api.IsEndpointDisabled ? [] : api.Stages.Values)
            .ToDictionary(s => s.Name, s => ServedRestStage.Of(s, api.Deployments[s.DeploymentId].Configuration, api.Id, clock), StringComparer.Ordinal));

    public ServedRestStage? FindStage(ReadOnlySpan<char> name) => stages.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var stage) ? stage : null;
}

/// <summary>A stage made ready for requests.</summary>
/// <param name="Variables"><c>null</c> where there are none.</param>
/// <param name="AccessLog"><c>null</c> where nothing is logged.</param>
internal sealed record ServedRestStage(
    string Name, string DeploymentId, ServedResource Root, GatewayAnswers Refusals, BinaryMediaTypes BinaryTypes, IReadOnlyDictionary<string, string>? Variables,
    ServedAccessLog? AccessLog)
{
    public static ServedRestStage Of(Stage stage, RestConfiguration configuration, string apiId, TimeProvider clock) => new(
        stage.Name, stage.DeploymentId, ServedResource.Of(configuration.Resources[configuration.RootId], configuration, stage, clock),
        GatewayAnswers.Of(configuration), new BinaryMediaTypes(configuration.BinaryMediaTypes), stage.Variables.IsEmpty ? null : stage.Variables,
        ServedAccessLog.Of(stage.AccessLog, apiId, stage.Name));
}
