using System.Text;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record GetLogEventsRequest(
    string? LogStreamName = null, long? StartTime = null, long? EndTime = null, string? NextToken = null, int? Limit = null, bool StartFromHead = false) : LogsGroupRequest
{
    private const int MostEvents = 10_000;

    public string Stream => Required(LogStreamName, "logStreamName");

    public override void Check() => OfGroup().Stream(LogStreamName).Times(StartTime, EndTime).Token(NextToken).Limit(Limit, MostEvents).Check();

    public int Count => Limit ?? MostEvents;
}

internal sealed record OutputLogEvent(long Timestamp, string Message, long IngestionTime);

/// <param name="NextForwardToken">The same as the one given when the end is reached.</param>
internal sealed record GetLogEventsResponse(IReadOnlyList<OutputLogEvent> Events, string NextForwardToken, string NextBackwardToken);

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html</remarks>
internal static class GetLogEvents
{
    private const string Forward = "f/";
    private const string Backward = "b/";
    private const int MaxBytes = 1024 * 1024;

    public static GetLogEventsResponse Execute(LogsState state, TimeProvider clock, GetLogEventsRequest request)
    {
        var group = state.Get(request.Group);
        var oldestMs = Math.Max(request.StartTime ?? 0, group.OldestMs(clock.GetUtcNow()));
        var events = group.Get(request.Stream).Between(oldestMs, request.EndTime ?? long.MaxValue);
        var (isForward, position) = Read(request);
        if (position is { } from) events = events.FindAll(e => isForward ? LogsPosition.Of(e).CompareTo(from) > 0 : LogsPosition.Of(e).CompareTo(from) < 0);
        var page = PageOf(events, isForward, request.Count);

        var first = page.Count > 0 ? LogsPosition.Of(page[0]) : position ?? LogsPosition.Start;
        var last = page.Count > 0 ? LogsPosition.Of(page[^1]) : position ?? LogsPosition.Start;
        return new GetLogEventsResponse(
            [.. page.Select(e => new OutputLogEvent(e.TimestampMs, Encoding.UTF8.GetString(e.Message), e.IngestedMs))], Forward + last, Backward + first);
    }

    /// <summary>As many events from the beginning or from the end as one answer holds, and one at least.</summary>
    private static List<LogEvent> PageOf(List<LogEvent> events, bool isForward, int most)
    {
        var (count, bytes) = (0, 0);
        for (; count < Math.Min(most, events.Count); count++)
        {
            bytes += events[isForward ? count : events.Count - 1 - count].Message.Length;
            if (bytes > MaxBytes && count > 0) break;
        }

        return events.GetRange(isForward ? 0 : events.Count - count, count);
    }

    private static (bool IsForward, LogsPosition? From) Read(GetLogEventsRequest request) => request.NextToken switch
    {
        null => (request.StartFromHead, null),
        var token when token.StartsWith(Forward, StringComparison.Ordinal) => (true, LogsPosition.Parse(token.AsSpan(Forward.Length))),
        var token when token.StartsWith(Backward, StringComparison.Ordinal) => (false, LogsPosition.Parse(token.AsSpan(Backward.Length))),
        _ => throw LogsErrors.BadToken(),
    };
}
