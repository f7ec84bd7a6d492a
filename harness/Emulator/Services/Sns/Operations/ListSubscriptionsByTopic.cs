using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record ListSubscriptionsByTopicRequest(string TopicArn, int Skip) : IQueryRequest<ListSubscriptionsByTopicRequest>
{
    public static ListSubscriptionsByTopicRequest Read(QueryForm form)
    {
        form.RefuseOthers("TopicArn", "NextToken");
        return new ListSubscriptionsByTopicRequest(form.TopicArn(), PageStart.Read(form));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html</remarks>
internal static class ListSubscriptionsByTopic
{
    public static ListSubscriptionsResponse Execute(SnsState state, AwsScope scope, ListSubscriptionsByTopicRequest request) =>
        new(Page<Subscription>.Of(state.Of(state.Get(request.TopicArn).Arn), request.Skip), scope.Account);
}
