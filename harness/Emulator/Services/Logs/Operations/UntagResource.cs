using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record UntagResourceRequest(string? ResourceArn = null, IReadOnlyList<string>? TagKeys = null) : LogsRequest
{
    private const int MostKeys = 50;

    public string Group => LogsGroupRequest.NameIn(Required(ResourceArn, "resourceArn"));

    public override void Check() => new LogsConstraints().Resource(ResourceArn).Present("tagKeys", TagKeys).Count("tagKeys", TagKeys, 0, MostKeys).Check();
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagResource.html</remarks>
internal static class UntagResource
{
    public static Nothing Execute(LogsState state, UntagResourceRequest request) => state.Changes.Commit(() =>
    {
        var settings = state.Get(request.Group).Settings;
        return ((LogsChange?)new LogsChange.GroupPut(settings with { Tags = settings.Tags.RemoveRange(request.TagKeys ?? []) }), Nothing.Value);
    });
}
