using System.Text;
using System.Text.Json.Nodes;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.Sns;

/// <summary>Has a function run with a topic's message, if the function's policy admits it.</summary>
/// <returns>Why it could not; <c>null</c> when it is done.</returns>
internal delegate string? DeliverToFunction(string functionArn, string topicArn, byte[] payload);

/// <param name="ByProtocol">A text for some protocols in place of the message; empty where all get the same.</param>
internal sealed record Message(string Text, string? Subject, IReadOnlyDictionary<string, string> ByProtocol, IReadOnlyList<MessageAttribute> Attributes)
{
    public string For(string protocol) => ByProtocol.GetValueOrDefault(protocol) ?? Text;
}

/// <param name="Value">Binary ones in Base64.</param>
internal sealed record MessageAttribute(string Name, string Type, string Value);

/// <summary>Brings messages to subscribers, and every one into the inbox. What would leave this machine on AWS stays there.</summary>
internal sealed class Publisher(SnsState state, Inbox inbox, TimeProvider clock, DeliverToFunction deliver)
{
    private const string Signature = "EXAMPLE";
    private const string Certificate = "EXAMPLE";

    /// <returns>The message's id.</returns>
    public string Publish(string topicArn, Message message)
    {
        var (id, now) = (Guid.NewGuid().ToString(), clock.GetUtcNow());
        IReadOnlyList<NotificationDelivery> deliveries = [.. state.Of(topicArn).Select(s => Deliver(s, id, message, now))];
        inbox.Add(new Notification(id, now, "Notification", topicArn, message.Subject, message.Text, Map(message.Attributes), deliveries));
        return id;
    }

    /// <summary>To a telephone, without a topic.</summary>
    /// <returns>The message's id.</returns>
    public string SendTo(string phoneNumber, Message message)
    {
        var id = Guid.NewGuid().ToString();
        inbox.Add(new Notification(
            id, clock.GetUtcNow(), "Notification", TopicArn: null, message.Subject, message.Text, Map(message.Attributes),
            [new NotificationDelivery(SubscriptionProtocol.Sms, phoneNumber, NotificationDelivery.KeptHere)]));
        return id;
    }

    /// <summary>Asks the owner of an address whether it wants to hear of the topic.</summary>
    public void AskToConfirm(Subscription subscription) => inbox.Add(new Notification(
        Guid.NewGuid().ToString(), clock.GetUtcNow(), "SubscriptionConfirmation", subscription.TopicArn, "AWS Notification - Subscription Confirmation",
        $"You have chosen to subscribe to the topic {subscription.TopicArn}.\nTo confirm the subscription, call ConfirmSubscription with the token {subscription.Token}.",
        new Dictionary<string, string> { ["Token"] = subscription.Token ?? "" },
        [new NotificationDelivery(subscription.Protocol, subscription.Endpoint, NotificationDelivery.KeptHere, SubscriptionArn: subscription.Arn)]));

    private NotificationDelivery Deliver(Subscription subscription, string id, Message message, DateTimeOffset now)
    {
        var failure = subscription is { IsPending: false, Protocol: SubscriptionProtocol.Lambda }
            ? deliver(subscription.Endpoint, subscription.TopicArn, Event(subscription, id, message, now))
            : null;
        var outcome = failure is not null ? NotificationDelivery.Failed
            : subscription.IsPending ? NotificationDelivery.AwaitsConfirmation
            : subscription.Protocol == SubscriptionProtocol.Lambda ? NotificationDelivery.Delivered
            : NotificationDelivery.KeptHere;
        return new NotificationDelivery(subscription.Protocol, subscription.Endpoint, outcome, failure, subscription.Arn);
    }

    /// <summary>What a function gets. Nothing signs messages here, and the places of signature and certificate say so.</summary>
    /// <remarks>Recorded as sns/test_sns: test_python_lambda_subscribe_sns_topic.</remarks>
    private static byte[] Event(Subscription subscription, string id, Message message, DateTimeOffset now)
    {
        var attributes = new JsonObject();
        foreach (var attribute in message.Attributes) attributes[attribute.Name] = new JsonObject { ["Type"] = attribute.Type, ["Value"] = attribute.Value };
        var notification = new JsonObject
        {
            ["Type"] = "Notification",
            ["MessageId"] = id,
            ["TopicArn"] = subscription.TopicArn,
            ["Subject"] = message.Subject,
            ["Message"] = message.For(subscription.Protocol),
            ["Timestamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["SignatureVersion"] = "1",
            ["Signature"] = Signature,
            ["SigningCertUrl"] = Certificate,
            ["UnsubscribeUrl"] = "EXAMPLE",
            ["MessageAttributes"] = attributes,
        };
        var record = new JsonObject { ["EventSource"] = "aws:sns", ["EventVersion"] = "1.0", ["EventSubscriptionArn"] = subscription.Arn, ["Sns"] = notification };
        return Encoding.UTF8.GetBytes(new JsonObject { ["Records"] = new JsonArray(record) }.ToJsonString());
    }

    private static Dictionary<string, string> Map(IReadOnlyList<MessageAttribute> attributes) => attributes.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);
}
