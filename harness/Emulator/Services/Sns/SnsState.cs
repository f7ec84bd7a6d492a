using System.Collections.Immutable;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.Sns;

/// <param name="Policy">JSON; <c>null</c> for the one that AWS gives every topic.</param>
internal sealed record Topic(string Name, string Arn, string DisplayName, string? Policy, ImmutableSortedDictionary<string, string> Tags);

/// <param name="Token">With which it is confirmed; <c>null</c> once it is, or where nobody has to.</param>
/// <param name="Subscriber">ARN of who subscribed.</param>
internal sealed record Subscription(string Arn, string TopicArn, string Protocol, string Endpoint, string? Token, string Subscriber, bool IsRaw)
{
    public bool IsPending => Token is not null;
}

internal abstract record SnsChange
{
    public sealed record TopicPut(Topic Topic) : SnsChange;

    /// <summary>With its subscriptions.</summary>
    public sealed record TopicDeleted(string Arn) : SnsChange;

    public sealed record SubscriptionPut(Subscription Subscription) : SnsChange;

    public sealed record SubscriptionDeleted(string Arn) : SnsChange;
}

/// <summary>Topics and who is subscribed to them.</summary>
internal sealed class SnsState
{
    private ImmutableSortedDictionary<string, Topic> _topics = ImmutableSortedDictionary.Create<string, Topic>(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, Subscription> _subscriptions = ImmutableSortedDictionary.Create<string, Subscription>(StringComparer.Ordinal);

    public SnsState() => Changes = new CommitPoint<SnsChange>(Apply);

    public CommitPoint<SnsChange> Changes { get; }

    public IEnumerable<Topic> Topics => _topics.Values;

    public IEnumerable<Subscription> Subscriptions => _subscriptions.Values;

    public Topic? FindTopic(string arn) => _topics.GetValueOrDefault(arn);

    public Subscription? FindSubscription(string arn) => _subscriptions.GetValueOrDefault(arn);

    public IEnumerable<Subscription> Of(string topicArn) => _subscriptions.Values.Where(s => s.TopicArn == topicArn);

    /// <exception cref="Protocols.AwsError">NotFound.</exception>
    public Topic Get(string arn) => FindTopic(arn) ?? throw SnsErrors.NoSuchTopic();

    /// <summary>Changes one topic in one step.</summary>
    /// <exception cref="Protocols.AwsError">What <paramref name="find"/> refuses with.</exception>
    public void Change(Func<Topic> find, Func<Topic, Topic> change) => Changes.Commit(() => ((SnsChange?)new SnsChange.TopicPut(change(find())), true));

    private void Apply(SnsChange change)
    {
        switch (change)
        {
            case SnsChange.TopicPut(var topic):
                _topics = _topics.SetItem(topic.Arn, topic);
                break;
            case SnsChange.TopicDeleted(var arn):
                _topics = _topics.Remove(arn);
                _subscriptions = _subscriptions.RemoveRange(Of(arn).Select(s => s.Arn));
                break;
            case SnsChange.SubscriptionPut(var subscription):
                _subscriptions = _subscriptions.SetItem(subscription.Arn, subscription);
                break;
            case SnsChange.SubscriptionDeleted(var arn):
                _subscriptions = _subscriptions.Remove(arn);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }
}
