using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record GetSubscriptionAttributesRequest(string SubscriptionArn) : IQueryRequest<GetSubscriptionAttributesRequest>
{
    /// <summary>What permissions are about: a subscription has none of its own.</summary>
    public string TopicArn => SubscriptionArn[..SubscriptionArn.LastIndexOf(':')];

    public static GetSubscriptionAttributesRequest Read(QueryForm form)
    {
        form.RefuseOthers("SubscriptionArn");
        return new GetSubscriptionAttributesRequest(form.TopicArn("SubscriptionArn"));
    }
}

internal sealed record GetSubscriptionAttributesResponse(IReadOnlyList<(string Key, string Value)> Attributes) : IQueryResponse
{
    public void Write(XmlWriter xml) => AttributesXml.Write(xml, Attributes);
}

/// <remarks>Recorded as sns/test_sns: test_create_subscriptions_with_attributes.</remarks>
internal static class GetSubscriptionAttributes
{
    public static GetSubscriptionAttributesResponse Execute(SnsState state, AwsScope scope, GetSubscriptionAttributesRequest request)
    {
        var subscription = state.FindSubscription(request.SubscriptionArn) ?? throw SnsErrors.NoSuchSubscription();
        var isAuthenticated = SubscriptionProtocol.NeedsConfirmation(subscription.Protocol) ? "false" : "true";
        return new GetSubscriptionAttributesResponse(
        [
            ("Owner", scope.Account), ("RawMessageDelivery", subscription.IsRaw ? "true" : "false"), ("TopicArn", subscription.TopicArn), ("Endpoint", subscription.Endpoint),
            ("Protocol", subscription.Protocol), ("PendingConfirmation", subscription.IsPending ? "true" : "false"), ("ConfirmationWasAuthenticated", isAuthenticated),
            ("SubscriptionArn", subscription.Arn), ("SubscriptionPrincipal", subscription.Subscriber),
        ]);
    }
}
