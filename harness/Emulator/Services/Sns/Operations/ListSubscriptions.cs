using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record ListSubscriptionsRequest(int Skip) : IQueryRequest<ListSubscriptionsRequest>
{
    public static ListSubscriptionsRequest Read(QueryForm form)
    {
        form.RefuseOthers("NextToken");
        return new ListSubscriptionsRequest(PageStart.Read(form));
    }
}

/// <remarks>Form recorded as sns/test_sns: test_not_found_error_on_set_subscription_attributes.</remarks>
internal sealed record ListSubscriptionsResponse(Page<Subscription> Page, string Owner) : IQueryResponse
{
    public void Write(XmlWriter xml) => Page.Write(xml, "Subscriptions", subscription =>
    {
        xml.WriteElementString("TopicArn", subscription.TopicArn);
        xml.WriteElementString("Protocol", subscription.Protocol);
        xml.WriteElementString("SubscriptionArn", subscription.IsPending ? "PendingConfirmation" : subscription.Arn);
        xml.WriteElementString("Owner", Owner);
        xml.WriteElementString("Endpoint", subscription.Endpoint);
    });
}

/// <remarks>Source: https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html</remarks>
internal static class ListSubscriptions
{
    public static ListSubscriptionsResponse Execute(SnsState state, AwsScope scope, ListSubscriptionsRequest request) =>
        new(Page<Subscription>.Of(state.Subscriptions, request.Skip), scope.Account);
}
