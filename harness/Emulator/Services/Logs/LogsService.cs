using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Logs.Operations;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>Whether a caller may do something that it asks of another service by its role alone.</summary>
internal delegate bool MayDo(Caller caller, string action, string resource);

/// <summary>CloudWatch Logs: groups, streams, events.</summary>
internal sealed partial class LogsService : IAsyncDisposable
{
    private readonly AwsScope _scope;
    private readonly TimeProvider _clock;
    private readonly MayDo _may;
    private readonly ILogger<LogsService> _logger;

    private readonly Ingestion _ingestion;
    private readonly ITimer _timer;

    // Only with a data directory: a function does not wait for the disk.
    private LineBacklog? _backlog;
    private readonly ConcurrentDictionary<(string Role, string Action, string Group), byte> _toldOf = new();

    /// <param name="clock">Virtual: what is not kept any longer goes by it.</param>
    /// <param name="count">Takes what metric filters and embedded metrics make of events.</param>
    public LogsService(AwsScope scope, TimeProvider clock, MayDo may, CountMetric count, ILogger<LogsService> logger)
    {
        (_scope, _clock, _may, _logger, _ingestion) = (scope, clock, may, logger, new Ingestion(State, clock, count));
        _timer = clock.CreateTimer(_ => EndMinute(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Service = new Service("logs", "logs", new JsonProtocol("1.1", Table(State, scope, clock, _ingestion)))
        {
            TargetPrefix = "Logs_20140328",
            Durable = [DurableState.Of(State.Changes, new LogsRows(State), afterwards: () => _backlog = new LineBacklog(WriteOrTell))],
        };
    }

    public Service Service { get; }

    public LogsState State { get; } = new();

    /// <summary>Writes what a function has to say, as its role; group and stream are made when they are missing. What the role may not do is not done.</summary>
    /// <param name="lines">Milliseconds since 1970 and UTF-8 text of each, in the order of their times.</param>
    public void Write(Caller caller, string group, string stream, IReadOnlyList<(long TimestampMs, byte[] Message)> lines)
    {
        if (_backlog is { } backlog) backlog.Add(new LineBatch(caller, group, stream, lines));
        else WriteOrTell(new LineBatch(caller, group, stream, lines));
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        if (_backlog is { } backlog) await backlog.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Neither a function nor what others have to say may suffer for what is wrong here with some lines.</summary>
    private void WriteOrTell(LineBatch batch)
    {
        try
        {
            WriteNow(batch);
        }
        catch (Exception bug) when (bug is not (AwsError or NotDurable))
        {
            LogFailed(batch.Group, batch.Stream, bug);
        }
    }

    private void WriteNow(LineBatch batch)
    {
        var (caller, group, stream, lines) = batch;
        var found = State.Find(group);
        var mayWrite = (found is not null || May(caller, "logs:CreateLogGroup", group, ""))
            && (found?.Find(stream) is not null || May(caller, "logs:CreateLogStream", group, stream));
        if (mayWrite && found?.Find(stream) is null) Create(group, stream);
        if (mayWrite && May(caller, "logs:PutLogEvents", group, stream)) _ingestion.Append(group, stream, lines);
    }

    /// <summary>Writes a line that a service delivers for its owner; the group must be there, the stream is made.</summary>
    public void Deliver(string group, string stream, DateTimeOffset time, string line)
    {
        if (State.Find(group) is not { } found) return;
        try
        {
            if (found.Find(stream) is null) Create(group, stream);
            _ingestion.Append(group, stream, [(time.ToUnixTimeMilliseconds(), Encoding.UTF8.GetBytes(line))]);
        }
        catch (AwsError)
        {
            // Deleted in between: nobody wants the line any more.
        }
    }

    private bool May(Caller caller, string action, string group, string stream)
    {
        if (_may(caller, action, _scope.StreamArn(group, stream))) return true;
        if (_toldOf.TryAdd((caller.RoleArn ?? caller.Arn, action, group), 0)) LogUnwritten(group, caller.RoleArn ?? caller.Arn, action);
        return false;
    }

    private void EndMinute()
    {
        _ingestion.CountDefaults();
        try
        {
            foreach (var group in State.Groups.Where(g => g.Settings.RetentionDays is not null)) State.Expire(group.Name, _clock.GetUtcNow());
        }
        catch (NotDurable)
        {
            // Told where it happened; the next minute tries again.
        }
    }

    private void Create(string group, string stream)
    {
        var now = _clock.GetUtcNow();
        State.Changes.Commit(() =>
        {
            var settings = new LogGroupSettings(group, now, RetentionDays: null, ImmutableSortedDictionary<string, string>.Empty);
            return (State.Find(group) is null ? (LogsChange?)new LogsChange.GroupPut(settings) : null, Nothing.Value);
        });
        State.Changes.Commit(() => (State.Get(group).Find(stream) is null ? (LogsChange?)new LogsChange.StreamCreated(group, stream, now) : null, Nothing.Value));
    }

    private static Operation[] Table(LogsState state, AwsScope scope, TimeProvider clock, Ingestion ingestion)
    {
        var json = LogsJson.Default;
        return
        [
            Row("CreateLogGroup", json.CreateLogGroupRequest, json.Nothing, r => Group(r.LogGroupName), r => CreateLogGroup.Execute(state, clock, r)),
            Row("DeleteLogGroup", json.DeleteLogGroupRequest, json.Nothing, r => Group(r.LogGroupName), r => DeleteLogGroup.Execute(state, r)),
            Row("DescribeLogGroups", json.DescribeLogGroupsRequest, json.DescribeLogGroupsResponse, _ => Group(""), r => DescribeLogGroups.Execute(state, scope, r)),
            Row("PutRetentionPolicy", json.PutRetentionPolicyRequest, json.Nothing, r => Group(r.LogGroupName), r => PutRetentionPolicy.Execute(state, clock, r)),
            Row("DeleteRetentionPolicy", json.DeleteRetentionPolicyRequest, json.Nothing, r => Group(r.LogGroupName), r => DeleteRetentionPolicy.Execute(state, r)),
            Row("CreateLogStream", json.CreateLogStreamRequest, json.Nothing, r => Stream(r.LogGroupName, r.LogStreamName), r => CreateLogStream.Execute(state, clock, r)),
            Row("DeleteLogStream", json.DeleteLogStreamRequest, json.Nothing, r => Stream(r.LogGroupName, r.LogStreamName), r => DeleteLogStream.Execute(state, r)),
            Row("DescribeLogStreams", json.DescribeLogStreamsRequest, json.DescribeLogStreamsResponse, r => Group(r.Group), r => DescribeLogStreams.Execute(state, scope, r)),
            Row("PutLogEvents", json.PutLogEventsRequest, json.PutLogEventsResponse, r => Stream(r.LogGroupName, r.LogStreamName), r => PutLogEvents.Execute(state, clock, ingestion, r)),
            Row("GetLogEvents", json.GetLogEventsRequest, json.GetLogEventsResponse, r => Stream(r.Group, r.LogStreamName), r => GetLogEvents.Execute(state, clock, r)),
            Row("FilterLogEvents", json.FilterLogEventsRequest, json.FilterLogEventsResponse, r => Group(r.Group), r => FilterLogEvents.Execute(state, clock, r)),
            Row("PutMetricFilter", json.PutMetricFilterRequest, json.Nothing, r => Group(r.LogGroupName), r => PutMetricFilter.Execute(state, clock, r)),
            Row("DescribeMetricFilters", json.DescribeMetricFiltersRequest, json.DescribeMetricFiltersResponse, r => Group(r.LogGroupName), r => DescribeMetricFilters.Execute(state, r)),
            Row("DeleteMetricFilter", json.DeleteMetricFilterRequest, json.Nothing, r => Group(r.LogGroupName), r => DeleteMetricFilter.Execute(state, r)),
            Row("TestMetricFilter", json.TestMetricFilterRequest, json.TestMetricFilterResponse, _ => "*", TestMetricFilter.Execute),
            Row("TagResource", json.TagResourceRequest, json.Nothing, r => r.ResourceArn ?? "*", r => TagResource.Execute(state, r)),
            Row("UntagResource", json.UntagResourceRequest, json.Nothing, r => r.ResourceArn ?? "*", r => UntagResource.Execute(state, r)),
            Row("ListTagsForResource", json.ListTagsForResourceRequest, json.ListTagsForResourceResponse, r => r.ResourceArn ?? "*", r => ListTagsForResource.Execute(state, r)),
        ];

        // AWS decides about a group as about all of its streams.
        string Group(string? group) => scope.StreamArn(group ?? "", "");
        string Stream(string? group, string? stream) => scope.StreamArn(group ?? "", stream ?? "");
    }

    private static Operation Row<TRequest, TResponse>(
        string name, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, Func<TRequest, string> resource, Func<TRequest, TResponse> execute)
        where TRequest : LogsRequest => Operation.Json(name, "logs:" + name, request, response, resource, (r, _) =>
        {
            r.RefuseOthers();
            r.Check();
            return execute(r);
        });

    [LoggerMessage(Level = LogLevel.Error, Message = "Lines for {Stream} of {Group} failed in a way they should not")]
    private partial void LogFailed(string group, string stream, Exception bug);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lines for {Group} are not written: {Role} is not allowed {Action}")]
    private partial void LogUnwritten(string group, string role, string action);
}
