using System.Globalization;
using System.Text;
using TaskTracker.Emulation.Services.Logs.Patterns;

namespace TaskTracker.Emulation.Services.Logs.Operations;

/// <param name="Interleaved">Accepted and not looked at: events of several streams are always in the order of time, as on AWS since 2019.</param>
internal sealed record FilterLogEventsRequest(
    IReadOnlyList<string>? LogStreamNames = null, string? LogStreamNamePrefix = null, long? StartTime = null, long? EndTime = null, string? FilterPattern = null,
    string? NextToken = null, int? Limit = null, bool? Interleaved = null) : LogsGroupRequest
{
    private const int MostEvents = 10_000;
    private const int MostStreams = 100;

    public int Count => Limit ?? MostEvents;

    public override void Check()
    {
        var constraints = OfGroup().Length("filterPattern", FilterPattern, 0, LogsNames.MaxPatternLength).Count("logStreamNames", LogStreamNames, 1, MostStreams)
            .Times(StartTime, EndTime).Token(NextToken).Limit(Limit, MostEvents);
        if (LogStreamNamePrefix is not null) constraints.Named("logStreamNamePrefix", LogStreamNamePrefix);
        constraints.Check();
    }
}

internal sealed record FilteredLogEvent(string LogStreamName, long Timestamp, string Message, long IngestionTime, string EventId);

/// <param name="SearchedLogStreams">Always empty, as on AWS since 2020.</param>
internal sealed record FilterLogEventsResponse(IReadOnlyList<FilteredLogEvent> Events, IReadOnlyList<string> SearchedLogStreams, string? NextToken);

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html</remarks>
internal static class FilterLogEvents
{
    private const int MaxBytes = 1024 * 1024;

    public static FilterLogEventsResponse Execute(LogsState state, TimeProvider clock, FilterLogEventsRequest request)
    {
        var logGroup = state.Get(request.Group);
        var pattern = FilterPattern.Parse(request.FilterPattern ?? "", FilterPattern.OfEvents);
        var after = request.NextToken is { } token ? LogsPosition.Parse(token) : LogsPosition.Start;
        var fromMs = Math.Max(after.TimestampMs, Math.Max(request.StartTime ?? 0, logGroup.OldestMs(clock.GetUtcNow())));
        var toMs = request.EndTime is { } end and < long.MaxValue ? end + 1 : long.MaxValue;

        var (page, bytes, hasMore) = (new List<FilteredLogEvent>(), 0, false);
        var last = after;
        var found = InOrder(StreamsOf(logGroup, request).Select(s => (s.Name, s.Between(fromMs, toMs)))).SkipWhile(e => LogsPosition.Of(e.Event).CompareTo(after) <= 0);
        foreach (var (stream, e) in found.Where(e => pattern.Matches(new LogLine(e.Event.Message))))
        {
            bytes += e.Message.Length;
            hasMore = page.Count == request.Count || (bytes > MaxBytes && page.Count > 0);
            if (hasMore) break;
            page.Add(View(stream, e));
            last = LogsPosition.Of(e);
        }

        return new FilterLogEventsResponse(page, [], hasMore ? last.ToString() : null);
    }

    /// <summary>The events of several streams, each in order, in the order of all of them; as many are looked at as are asked for.</summary>
    private static IEnumerable<(string Stream, LogEvent Event)> InOrder(IEnumerable<(string Name, List<LogEvent> Events)> streams)
    {
        var next = new PriorityQueue<(string Name, List<LogEvent> Events, int At), LogsPosition>();
        foreach (var (name, events) in streams.Where(s => s.Events.Count > 0)) next.Enqueue((name, events, 0), LogsPosition.Of(events[0]));
        while (next.TryDequeue(out var stream, out _))
        {
            yield return (stream.Name, stream.Events[stream.At]);
            var at = stream.At + 1;
            if (at < stream.Events.Count) next.Enqueue((stream.Name, stream.Events, at), LogsPosition.Of(stream.Events[at]));
        }
    }

    private static FilteredLogEvent View(string stream, LogEvent e) =>
        new(stream, e.TimestampMs, Encoding.UTF8.GetString(e.Message), e.IngestedMs, e.Id.ToString("D56", CultureInfo.InvariantCulture));

    private static IEnumerable<LogStream> StreamsOf(LogGroup group, FilterLogEventsRequest request)
    {
        if (request is { LogStreamNames.Count: > 0, LogStreamNamePrefix: not null })
        {
            throw LogsErrors.Invalid("The parameters logStreamNames and logStreamNamePrefix are mutually exclusive.");
        }

        return request.LogStreamNames is { Count: > 0 } names
            ? names.Select(group.Get)
            : group.Streams.Where(s => s.Name.StartsWith(request.LogStreamNamePrefix ?? "", StringComparison.Ordinal));
    }
}
