using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>An API made ready for requests; never changes, a change of the API makes a new one.</summary>
internal sealed class ServedApi
{
    private readonly Dictionary<string, ServedStage> _stages;
    private readonly ServedStage? _default;

    private ServedApi(string id, Dictionary<string, ServedStage> stages)
    {
        (Id, _stages) = (id, stages);
        _default = stages.GetValueOrDefault(Stage.Default);
    }

    public string Id { get; }

    public static ServedApi Of(HttpApi api, TimeProvider clock)
    {
        var stages = new Dictionary<string, ServedStage>(StringComparer.Ordinal);
        foreach (var (name, stage) in api.Stages)
        {
            if (api.IsEndpointDisabled || stage.DeploymentId is not { } id || !api.Deployments.TryGetValue(id, out var deployment)) continue;
            stages[name] = ServedStage.Of(stage, deployment.Configuration, api.Id, clock);
        }

        return new ServedApi(api.Id, stages);
    }

    /// <summary>The stage that the path's first segment names, or else the default one; <c>null</c> where there is neither.</summary>
    /// <param name="path">Percent-encoded.</param>
    /// <param name="offset">Where the path goes on after the stage.</param>
    public ServedStage? FindStage(ReadOnlySpan<char> path, out int offset)
    {
        var end = path[1..].IndexOf('/') + 1;
        var first = end == 0 ? path[1..] : path[1..end];
        offset = 0;
        if (first.SequenceEqual(Stage.Default) || !_stages.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(first, out var stage)) return _default;
        offset = first.Length + 1;
        return stage;
    }
}

/// <summary>A stage made ready for requests.</summary>
/// <param name="Variables"><c>null</c> where there are none.</param>
/// <param name="AccessLog"><c>null</c> where nothing is logged.</param>
internal sealed record ServedStage(string Name, RouteTable Routes, CorsPolicy? Cors, IReadOnlyDictionary<string, string>? Variables, ServedAccessLog? AccessLog)
{
    public static ServedStage Of(Stage stage, ApiConfiguration configuration, string apiId, TimeProvider clock) => new(
        stage.Name,
        new RouteTable(configuration.Routes.Values.Where(r => r.IntegrationId is not null).Select(r => ServedRoute.Of(r, configuration, stage, clock))),
        configuration.Cors is { } cors ? new CorsPolicy(cors) : null,
        stage.Variables.IsEmpty ? null : stage.Variables,
        ServedAccessLog.Of(stage.AccessLog, apiId, stage.Name));
}
