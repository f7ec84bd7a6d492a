using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record DeleteTopicRequest(string TopicArn) : IQueryRequest<DeleteTopicRequest>
{
    public static DeleteTopicRequest Read(QueryForm form)
    {
        form.RefuseOthers("TopicArn");
        return new DeleteTopicRequest(form.TopicArn());
    }
}

/// <summary>Also of a topic that is not there any more.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html</remarks>
internal static class DeleteTopic
{
    public static NoResult Execute(SnsState state, DeleteTopicRequest request)
    {
        state.Changes.Commit(() => (state.FindTopic(request.TopicArn) is null ? null : (SnsChange)new SnsChange.TopicDeleted(request.TopicArn), true));
        return NoResult.Value;
    }
}
