using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.Sns;

/// <summary>Topics and subscriptions as rows by their ARNs.</summary>
internal sealed class SnsRows(SnsState state) : StateRows<SnsChange>("sns")
{
    private const string OfTopic = "topic/";
    private const string OfSubscription = "subscription/";

    public override void Write(SnsChange change, RowBatch rows)
    {
        switch (change)
        {
            case SnsChange.TopicPut(var topic):
                rows.Put(OfTopic + topic.Arn, RowJson.Write(topic, SnsRowJson.Default.Topic));
                break;
            case SnsChange.TopicDeleted(var arn):
                rows.Remove(OfTopic + arn);
                foreach (var subscription in state.Of(arn)) rows.Remove(OfSubscription + subscription.Arn);
                break;
            case SnsChange.SubscriptionPut(var subscription):
                rows.Put(OfSubscription + subscription.Arn, RowJson.Write(subscription, SnsRowJson.Default.Subscription));
                break;
            case SnsChange.SubscriptionDeleted(var arn):
                rows.Remove(OfSubscription + arn);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    public override SnsChange Read(byte[] key, ReadOnlySpan<byte> value)
    {
        var text = TextOf(key);
        if (text.StartsWith(OfTopic, StringComparison.Ordinal)) return new SnsChange.TopicPut(RowJson.Read(value, SnsRowJson.Default.Topic));
        return text.StartsWith(OfSubscription, StringComparison.Ordinal)
            ? new SnsChange.SubscriptionPut(RowJson.Read(value, SnsRowJson.Default.Subscription))
            : throw Unknown(key);
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap)])]
[JsonSerializable(typeof(Topic))]
[JsonSerializable(typeof(Subscription))]
internal sealed partial class SnsRowJson : JsonSerializerContext;
