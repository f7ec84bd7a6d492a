namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record ListTagsForResourceRequest(string? ResourceArn = null) : LogsRequest
{
    public string Group => LogsGroupRequest.NameIn(Required(ResourceArn, "resourceArn"));

    public override void Check() => new LogsConstraints().Resource(ResourceArn).Check();
}

internal sealed record ListTagsForResourceResponse(Dictionary<string, string> Tags);

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html</remarks>
internal static class ListTagsForResource
{
    public static ListTagsForResourceResponse Execute(LogsState state, ListTagsForResourceRequest request) =>
        new(new Dictionary<string, string>(state.Get(request.Group).Settings.Tags));
}
