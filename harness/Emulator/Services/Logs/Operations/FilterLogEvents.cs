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

    public int Count => CheckLimit(Limit, MostEvents);

    public void Check() => new LogsConstraints().Length("filterPattern", FilterPattern, 0, LogsNames.MaxPatternLength).Count("logStreamNames", LogStreamNames, 1, 100)
        .Range("startTime", StartTime, 0, long.MaxValue).Range("endTime", EndTime, 0, long.MaxValue).Length("nextToken", NextToken, 1, int.MaxValue).Check();
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
        request.Check();
        var logGroup = state.Get(request.Group);
        var pattern = FilterPattern.Parse(request.FilterPattern ?? "", FilterPattern.OfEvents);
        var after = request.NextToken is { } token ? LogsPosition.Parse(token) : LogsPosition.Start;
        var fromMs = Math.Max(after.TimestampMs, Math.Max(request.StartTime ?? 0, logGroup.OldestMs(clock.GetUtcNow())));
        var toMs = request.EndTime is { } end and < long.MaxValue ? end + 1 : long.MaxValue;

        var found =
            from stream in StreamsOf(logGroup, request)
            from e in stream.Between(fromMs, toMs)
            let position = LogsPosition.Of(e)
            where position.CompareTo(after) > 0 && pattern.Matches(new LogLine(e.Message))
            orderby position
            select (stream.Name, Event: e);

        var (page, bytes, hasMore) = (new List<FilteredLogEvent>(), 0, false);
        var last = after;
        foreach (var (stream, e) in found)
        {
            bytes += e.Message.Length;
            hasMore = page.Count == request.Count || (bytes > MaxBytes && page.Count > 0);
            if (hasMore) break;
            page.Add(View(stream, e));
            last = LogsPosition.Of(e);
        }

        return new FilterLogEventsResponse(page, [], hasMore ? last.ToString() : null);
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
