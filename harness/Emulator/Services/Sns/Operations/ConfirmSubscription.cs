using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record ConfirmSubscriptionRequest(string TopicArn, string Token) : IQueryRequest<ConfirmSubscriptionRequest>
{
    private const int LeastTokenLength = 100;

    public static ConfirmSubscriptionRequest Read(QueryForm form)
    {
        form.RefuseOthers("TopicArn", "Token", "AuthenticateOnUnsubscribe");
        var token = form.Required("Token");
        return token.Length >= LeastTokenLength ? new ConfirmSubscriptionRequest(form.TopicArn(), token) : throw SnsErrors.InvalidToken();
    }
}

internal sealed record ConfirmSubscriptionResponse(string SubscriptionArn) : IQueryResponse
{
    public void Write(XmlWriter xml) => xml.WriteElementString("SubscriptionArn", SubscriptionArn);
}

/// <remarks>Refusals recorded as sns/test_sns: test_sns_confirm_subscription_wrong_token.</remarks>
internal static class ConfirmSubscription
{
    public static ConfirmSubscriptionResponse Execute(SnsState state, ConfirmSubscriptionRequest request) => state.Changes.Commit(() =>
    {
        var subscription = state.Of(request.TopicArn).FirstOrDefault(s => s.Token == request.Token) ?? throw SnsErrors.Invalid("Token");
        return ((SnsChange?)new SnsChange.SubscriptionPut(subscription with { Token = null }), new ConfirmSubscriptionResponse(subscription.Arn));
    });
}
