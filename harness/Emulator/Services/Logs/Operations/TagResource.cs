using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record TagResourceRequest(string? ResourceArn = null, Dictionary<string, string>? Tags = null) : LogsRequest
{
    public string Group => LogsGroupRequest.NameIn(Required(ResourceArn, "resourceArn"));

    public override void Check() => new LogsConstraints().Resource(ResourceArn).Present("tags", Tags).Tags(Tags).Check();
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html</remarks>
internal static class TagResource
{
    public static Nothing Execute(LogsState state, TagResourceRequest request) => state.Changes.Commit(() =>
    {
        var settings = state.Get(request.Group).Settings;
        return ((LogsChange?)new LogsChange.GroupPut(settings with { Tags = settings.Tags.SetItems(request.Tags ?? []) }), Nothing.Value);
    });
}
