using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record UnsubscribeRequest(string SubscriptionArn) : IQueryRequest<UnsubscribeRequest>
{
    /// <summary>What permissions are about: a subscription has none of its own.</summary>
    public string TopicArn => SubscriptionArn[..SubscriptionArn.LastIndexOf(':')];

    public static UnsubscribeRequest Read(QueryForm form)
    {
        form.RefuseOthers("SubscriptionArn");
        return new UnsubscribeRequest(form.TopicArn("SubscriptionArn"));
    }
}

/// <summary>Also of a subscription that is not there any more.</summary>
/// <remarks>Recorded as sns/test_sns: test_unsubscribe_from_non_existing_subscription.</remarks>
internal static class Unsubscribe
{
    public static NoResult Execute(SnsState state, UnsubscribeRequest request)
    {
        state.Changes.Commit(() =>
            (state.FindSubscription(request.SubscriptionArn) is null ? null : (SnsChange)new SnsChange.SubscriptionDeleted(request.SubscriptionArn), true));
        return NoResult.Value;
    }
}
