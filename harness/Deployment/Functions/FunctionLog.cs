using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Functions;

/// <param name="Timestamp">Milliseconds since 1970.</param>
public sealed record LogLine(string EventId, string LogStreamName, long Timestamp, string Message)
{
    [JsonIgnore]
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(Timestamp);
}

/// <summary>What a function has logged, in the order of time.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html</remarks>
public sealed class FunctionLog(AwsApi aws, string functionName, TimeProvider time)
{
    /// <summary>Lines from before are left out.</summary>
    public DateTimeOffset Since { get; init; } = DateTimeOffset.UnixEpoch;

    /// <param name="follow">Goes on with what is logged from then on, until cancelled.</param>
    /// <exception cref="AwsRefusal">There is no such log group.</exception>
    /// <exception cref="TargetUnreachable">Nobody answers.</exception>
    public async IAsyncEnumerable<LogLine> ReadAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Lines of the newest instant come again when asked for what came since.
        var newest = Since.ToUnixTimeMilliseconds();
        var atNewest = new HashSet<string>();
        var pace = new Pace(time);
        while (true)
        {
            await foreach (var line in SinceAsync(newest, cancellation).ConfigureAwait(false))
            {
                if (line.Timestamp > newest) atNewest.Clear();
                newest = Math.Max(newest, line.Timestamp);
                if (!atNewest.Add(line.EventId)) continue;
                pace.Quicken();
                yield return line;
            }

            if (!follow) yield break;
            await pace.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<LogLine> SinceAsync(long startTime, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? token = null;
        do
        {
            var request = new FilterLogEventsRequest($"/aws/lambda/{functionName}", startTime, token);
            var body = JsonSerializer.SerializeToUtf8Bytes(request, LogsJson.Default.FilterLogEventsRequest);
            var answer = await aws.JsonAsync("logs", "Logs_20140328.FilterLogEvents", body, cancellation).ConfigureAwait(false);
            var page = JsonSerializer.Deserialize(answer.Body, LogsJson.Default.FilterLogEventsResponse);
            foreach (var line in page?.Events ?? []) yield return line;
            token = page?.NextToken;
        }
        while (token is not null);
    }
}

internal sealed record FilterLogEventsRequest(string LogGroupName, long StartTime, string? NextToken);

internal sealed record FilterLogEventsResponse(IReadOnlyList<LogLine>? Events, string? NextToken);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FilterLogEventsRequest))]
[JsonSerializable(typeof(FilterLogEventsResponse))]
internal sealed partial class LogsJson : JsonSerializerContext;
