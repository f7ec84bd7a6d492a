using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record TagResourceRequest(string ResourceArn, ImmutableSortedDictionary<string, string> Tags) : IQueryRequest<TagResourceRequest>
{
    public static TagResourceRequest Read(QueryForm form)
    {
        form.RefuseOthers("ResourceArn", "Tags");
        return new TagResourceRequest(form.TopicArn("ResourceArn"), form.Tags());
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html</remarks>
internal static class TagResource
{
    public static EmptyResult Execute(SnsState state, TagResourceRequest request)
    {
        state.Change(() => state.FindTopic(request.ResourceArn) ?? throw SnsErrors.NoSuchResource(), topic => topic with { Tags = topic.Tags.SetItems(request.Tags) });
        return EmptyResult.Value;
    }
}
