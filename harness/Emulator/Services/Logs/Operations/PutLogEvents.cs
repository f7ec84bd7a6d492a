using System.Text;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record InputLogEvent(long Timestamp, string Message);

/// <param name="SequenceToken">Accepted and not looked at, as on AWS since 2023.</param>
internal sealed record PutLogEventsRequest(
    string? LogGroupName = null, string? LogStreamName = null, IReadOnlyList<InputLogEvent>? LogEvents = null, string? SequenceToken = null) : LogsRequest
{
    private const int MaxEvents = 10_000;
    private const int MaxBytes = 1_048_576;
    private const int OverheadBytes = 26;
    private const long MostMs = 24 * 60 * 60 * 1000;

    public string Group => Required(LogGroupName, "logGroupName");

    public string Stream => Required(LogStreamName, "logStreamName");

    public IReadOnlyList<(long TimestampMs, byte[] Message)> Lines()
    {
        var constraints = new LogsConstraints().Group(LogGroupName).Stream(LogStreamName).Present("logEvents", LogEvents).Count("logEvents", LogEvents, 1, MaxEvents, "[...]")
            .Length("sequenceToken", SequenceToken, 1, int.MaxValue);
        var events = LogEvents ?? [];
        foreach (var (i, wrong) in events.Index().Where(e => e.Item is { Timestamp: < 0 } or { Message.Length: 0 }))
        {
            var member = $"logEvents.{i + 1}.member.";
            constraints.Range(member + "timestamp", wrong.Timestamp, 0, long.MaxValue).Length(member + "message", wrong.Message, 1, int.MaxValue);
        }

        constraints.Check();
        for (var i = 1; i < events.Count; i++)
        {
            if (events[i].Timestamp < events[i - 1].Timestamp) throw LogsErrors.Unordered();
        }

        if (events[^1].Timestamp - events[0].Timestamp > MostMs) throw LogsErrors.TooLong();
        List<(long, byte[])> lines = [.. events.Select(e => (e.Timestamp, Encoding.UTF8.GetBytes(e.Message)))];
        var bytes = lines.Sum(l => l.Item2.Length + OverheadBytes);
        return bytes <= MaxBytes ? lines : throw LogsErrors.Invalid($"Upload too large: {bytes} bytes exceeds limit of {MaxBytes}");
    }
}

/// <summary>Which events were not taken; indexes as AWS counts them: the first that is too new, the first that is not too old.</summary>
internal sealed record RejectedLogEventsInfo(int? TooNewLogEventStartIndex, int? TooOldLogEventEndIndex, int? ExpiredLogEventEndIndex);

internal sealed record PutLogEventsResponse(string NextSequenceToken, RejectedLogEventsInfo? RejectedLogEventsInfo);

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html</remarks>
internal static class PutLogEvents
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(14);
    private static readonly TimeSpan MaxLead = TimeSpan.FromHours(2);

    public static PutLogEventsResponse Execute(LogsState state, TimeProvider clock, Ingestion ingestion, PutLogEventsRequest request)
    {
        var lines = request.Lines();
        var group = state.Get(request.Group);
        group.Get(request.Stream);
        var now = clock.GetUtcNow();
        var (oldest, newest) = ((now - MaxAge).ToUnixTimeMilliseconds(), (now + MaxLead).ToUnixTimeMilliseconds());
        var expired = lines.Count(l => l.TimestampMs < group.OldestMs(now));
        var tooOld = lines.Count(l => l.TimestampMs < oldest);
        var tooNew = lines.Count(l => l.TimestampMs > newest);
        var from = Math.Max(expired, tooOld);
        var id = ingestion.Append(group.Name, request.Stream, [.. lines.Skip(from).Take(Math.Max(0, lines.Count - from - tooNew))]);
        var rejected = expired + tooOld + tooNew == 0
            ? null
            : new RejectedLogEventsInfo(tooNew > 0 ? lines.Count - tooNew : null, tooOld > 0 ? tooOld : null, expired > 0 ? expired : null);
        return new PutLogEventsResponse(new LogsPosition(0, id).ToString(), rejected);
    }
}
