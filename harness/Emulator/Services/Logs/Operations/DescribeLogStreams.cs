using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs.Operations;

internal sealed record DescribeLogStreamsRequest(
    string? LogStreamNamePrefix = null, string? OrderBy = null, bool Descending = false, string? NextToken = null, int? Limit = null) : LogsGroupRequest
{
    private const int MostStreams = 50;

    public int Count => Limit ?? MostStreams;

    public override void Check()
    {
        var constraints = OfGroup().Token(NextToken).Limit(Limit, MostStreams).OneOf("orderBy", OrderBy, ["LogStreamName", "LastEventTime"]);
        if (LogStreamNamePrefix is not null) constraints.Named("logStreamNamePrefix", LogStreamNamePrefix);
        constraints.Check();
    }
}

/// <param name="StoredBytes">Always 0, as on AWS since 2019.</param>
internal sealed record LogStreamView(
    string LogStreamName, long CreationTime, long? FirstEventTimestamp, long? LastEventTimestamp, long? LastIngestionTime, string Arn, long StoredBytes)
{
    public static LogStreamView Of(LogStream stream, string group, AwsScope scope)
    {
        var span = stream.Span;
        return new LogStreamView(
            stream.Name, stream.CreatedAt.ToUnixTimeMilliseconds(), span?.FirstMs, span?.LastMs, span?.LastIngestedMs, scope.StreamArn(group, stream.Name), StoredBytes: 0);
    }
}

internal sealed record DescribeLogStreamsResponse(IReadOnlyList<LogStreamView> LogStreams, string? NextToken);

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html; members recorded as logs/test_logs_streams.</remarks>
internal static class DescribeLogStreams
{
    public static DescribeLogStreamsResponse Execute(LogsState state, AwsScope scope, DescribeLogStreamsRequest request)
    {
        var group = state.Get(request.Group);
        var ordered = Ordered(group, request).ToList();
        var from = request.NextToken is { } token ? 1 + ordered.FindIndex(s => s.Name == token) : 0;
        if (from == 0 && request.NextToken is not null) throw LogsErrors.BadToken();
        var page = ordered.Skip(from).Take(request.Count).ToList();
        var hasMore = from + page.Count < ordered.Count;
        return new DescribeLogStreamsResponse([.. page.Select(s => LogStreamView.Of(s, group.Name, scope))], hasMore ? page[^1].Name : null);
    }

    private static IEnumerable<LogStream> Ordered(LogGroup group, DescribeLogStreamsRequest request)
    {
        var named = group.Streams.Where(s => s.Name.StartsWith(request.LogStreamNamePrefix ?? "", StringComparison.Ordinal));
        var isByTime = request.OrderBy == "LastEventTime";
        if (isByTime && request.LogStreamNamePrefix is not null) throw LogsErrors.Invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        var ordered = isByTime ? named.OrderBy(s => s.Span?.LastMs ?? 0) : named;
        return request.Descending ? ordered.Reverse() : ordered;
    }
}
