using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record UntagResourceRequest(string ResourceArn, IReadOnlyList<string> Keys) : IQueryRequest<UntagResourceRequest>
{
    public static UntagResourceRequest Read(QueryForm form)
    {
        form.RefuseOthers("ResourceArn", "TagKeys");
        return new UntagResourceRequest(form.TopicArn("ResourceArn"), form.List("TagKeys"));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html</remarks>
internal static class UntagResource
{
    public static EmptyResult Execute(SnsState state, UntagResourceRequest request)
    {
        state.Change(() => state.FindTopic(request.ResourceArn) ?? throw SnsErrors.NoSuchResource(), topic => topic with { Tags = topic.Tags.RemoveRange(request.Keys) });
        return EmptyResult.Value;
    }
}
