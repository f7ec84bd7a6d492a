namespace TaskTracker.Emulation.Requests;

/// <summary>What came of a notification at one subscriber.</summary>
/// <param name="Protocol">Such as <c>lambda</c> or <c>email</c>.</param>
/// <param name="Outcome"><c>delivered</c>; <c>kept here</c> for what would leave this machine on AWS; <c>awaits confirmation</c>; <c>failed</c>.</param>
/// <param name="Detail">Why it failed; <c>null</c> otherwise.</param>
internal sealed record NotificationDelivery(string Protocol, string Endpoint, string Outcome, string? Detail = null, string? SubscriptionArn = null)
{
    public const string Delivered = "delivered";
    public const string KeptHere = "kept here";
    public const string AwaitsConfirmation = "awaits confirmation";
    public const string Failed = "failed";
}

/// <summary>Something that somebody was to be told.</summary>
/// <param name="Id">The message's, as its sender got it.</param>
/// <param name="Type"><c>Notification</c> or <c>SubscriptionConfirmation</c>.</param>
/// <param name="TopicArn"><c>null</c> for what was sent to a number alone.</param>
internal sealed record Notification(
    string Id, DateTimeOffset Time, string Type, string? TopicArn, string? Subject, string Message, IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<NotificationDelivery> Deliveries);

/// <summary>The newest notifications, kept to be read by whoever tries something out. Not state: it goes with the process.</summary>
internal sealed class Inbox
{
    private const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<Notification> _notifications = [];

    public void Add(Notification notification)
    {
        lock (_gate)
        {
            if (_notifications.Count == Capacity) _notifications.Dequeue();
            _notifications.Enqueue(notification);
        }
    }

    public IReadOnlyList<Notification> Newest(int limit)
    {
        lock (_gate) return [.. _notifications.Reverse().Take(limit)];
    }

    public void Clear()
    {
        lock (_gate) _notifications.Clear();
    }
}
