using System.Security.Cryptography;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

/// <param name="IsRaw">Whether subscribers get the message without what is around it.</param>
/// <param name="ReturnsArn">Whether a subscription that awaits its confirmation is answered with its ARN.</param>
internal sealed record SubscribeRequest(string TopicArn, string Protocol, string Endpoint, bool IsRaw, bool ReturnsArn) : IQueryRequest<SubscribeRequest>
{
    private const string Raw = "RawMessageDelivery";

    public static SubscribeRequest Read(QueryForm form)
    {
        form.RefuseOthers("TopicArn", "Protocol", "Endpoint", "Attributes", "ReturnSubscriptionArn");
        var (arn, protocol, endpoint) = (form.TopicArn(), form.Required("Protocol"), form.Optional("Endpoint") ?? "");
        SubscriptionProtocol.Check(protocol, endpoint);
        return new SubscribeRequest(arn, protocol, endpoint, IsRawOf(protocol, form.Map("Attributes")), form.Flag("ReturnSubscriptionArn") ?? false);
    }

    /// <remarks>Recorded as sns/test_sns: test_create_subscriptions_with_attributes.</remarks>
    private static bool IsRawOf(string protocol, IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var name in attributes.Keys.Where(k => k != Raw)) throw SnsErrors.NotSupported($"Attributes Reason: {name}");
        if (!attributes.TryGetValue(Raw, out var raw)) return false;
        if (raw is not ("true" or "false")) throw SnsErrors.Invalid($"Attributes Reason: {Raw}: Invalid value [{raw}]. Must be true or false.");
        if (raw == "true" && protocol is not (SubscriptionProtocol.Http or SubscriptionProtocol.Https))
        {
            throw SnsErrors.Invalid($"Attributes Reason: Delivery protocol [{protocol}] does not support raw message delivery.");
        }

        return raw == "true";
    }
}

internal sealed record SubscribeResponse(string SubscriptionArn) : IQueryResponse
{
    public void Write(XmlWriter xml) => xml.WriteElementString("SubscriptionArn", SubscriptionArn);
}

/// <remarks>Source: https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html</remarks>
internal static class Subscribe
{
    private const int TokenBytes = 64;

    public static SubscribeResponse Execute(SnsState state, Publisher publisher, Caller caller, SubscribeRequest request)
    {
        var subscription = state.Changes.Commit(() =>
        {
            var topic = state.Get(request.TopicArn);
            var known = state.Of(topic.Arn).FirstOrDefault(s => s.Protocol == request.Protocol && s.Endpoint == request.Endpoint);
            if (known is not null) return ((SnsChange?)null, known);
            var token = SubscriptionProtocol.NeedsConfirmation(request.Protocol) ? RandomNumberGenerator.GetHexString(2 * TokenBytes, lowercase: true) : null;
            var added = new Subscription($"{topic.Arn}:{Guid.NewGuid()}", topic.Arn, request.Protocol, request.Endpoint, token, caller.Arn, request.IsRaw);
            return (new SnsChange.SubscriptionPut(added), added);
        });

        // As on AWS, whoever subscribes once more is asked once more.
        if (subscription.IsPending) publisher.AskToConfirm(subscription);
        return new SubscribeResponse(subscription.IsPending && !request.ReturnsArn ? "pending confirmation" : subscription.Arn);
    }
}
