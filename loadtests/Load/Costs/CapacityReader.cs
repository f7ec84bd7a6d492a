using System.Text;
using System.Text.Json;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Functions;
using TaskTracker.Deployment.Wire;
using TaskTracker.Load.Calls;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Costs;

/// <summary>From what was measured to what the bill counts.</summary>
internal sealed class CapacityReader(AwsApi aws, DeploymentRecord record, TimeProvider time)
{
    /// <summary>CloudWatch counts so much for each event beside its text.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html</remarks>
    private const int BytesPerLogEvent = 26;

    private const int InvocationsLookedAt = 200;

    /// <summary>Names of the attributes, and their values of fixed length: id, two times, the longest status.</summary>
    private const int FixedItemBytes = 6 + 5 + 11 + 6 + 9 + 9 + 36 + 24 + 24 + 8;

    /// <summary>Of an item, on average.</summary>
    internal static readonly double ItemBytes = Enumerable.Range(1, 300).Average(n => FixedItemBytes + Encoding.UTF8.GetByteCount(SampleTasks.Title(n) + SampleTasks.Description(n)));

    /// <returns><c>null</c> when nothing was measured.</returns>
    public async Task<CapacityFacts?> ReadAsync(IReadOnlyList<StepResult> steps, IReadOnlyList<PartsOfCall> parts, DateTimeOffset since, CancellationToken cancellation)
    {
        var calls = steps.SelectMany(s => s.Calls.Select(c => (Step: s, Call: c))).Where(c => c.Call.Call != TaskCall.Health.Name).ToList();
        var seconds = calls.Select(c => c.Step).Distinct().Sum(s => s.DurationSeconds);
        if (calls.Count == 0 || seconds <= 0) return null;
        var counts = calls.GroupBy(c => c.Call.Call).ToDictionary(g => TaskCall.Find(g.Key) ?? TaskCall.Health, g => g.Sum(c => c.Call.Count));
        var total = counts.Values.Sum();

        var functions = new List<FunctionUse>();
        foreach (var group in counts.Where(c => c.Key.Function is not null).GroupBy(c => c.Key.Function ?? ""))
        {
            if (!record.Functions.TryGetValue(group.Key, out var name)) continue;
            var handlerMs = HandlerMs(parts, group.Key);
            var rate = group.Sum(c => c.Value) / seconds;
            functions.Add(await UseAsync(group.Key, name, rate, handlerMs, cancellation).ConfigureAwait(false));
        }

        double PerRequest(Func<TaskCall, double> units) => counts.Sum(c => c.Value * units(c.Key)) / total;
        return new CapacityFacts(
            total / seconds, functions, PerRequest(ReadUnits), PerRequest(WriteUnits), calls.Select(c => c.Step).Distinct().Sum(s => s.BodyBytes) / (double)total,
            await LogBytesAsync(functions, since, cancellation).ConfigureAwait(false));
    }

    /// <summary>Strongly consistent reads, which these are, take one unit for each 4 KB. A list reads all tasks that it shows.</summary>
    private static double ReadUnits(TaskCall call) =>
        call == TaskCall.Get ? Math.Ceiling(ItemBytes / 4096)
        : call == TaskCall.List ? Math.Ceiling(100 * ItemBytes / 4096)
        : call == TaskCall.Page ? Math.Ceiling(50 * ItemBytes / 4096)
        : 0;

    private static double WriteUnits(TaskCall call) =>
        call == TaskCall.Create || call == TaskCall.Update || call == TaskCall.Delete ? Math.Ceiling(ItemBytes / 1024) : 0;

    private static double HandlerMs(IReadOnlyList<PartsOfCall> parts, string function)
    {
        var mine = parts.Where(p => TaskCall.Find(p.Call)?.Function == function).ToList();
        var count = mine.Sum(p => p.Count);
        return count == 0 ? 0 : mine.Sum(p => p.Count * p.Parts.Where(x => x.Part is "function" or "DynamoDB").Sum(x => x.MeanMs)) / count;
    }

    private async Task<FunctionUse> UseAsync(string name, string deployed, double rate, double handlerMs, CancellationToken cancellation)
    {
        var path = $"/2015-03-31/functions/{Uri.EscapeDataString(deployed)}/configuration";
        var answer = await aws.SendAsync(new AwsCall("lambda", HttpMethod.Get, path), cancellation).ConfigureAwait(false);
        using var configuration = JsonDocument.Parse(answer.Body);
        var memory = configuration.RootElement.GetProperty("MemorySize").GetInt32();
        var architecture = configuration.RootElement.TryGetProperty("Architectures", out var list) && list.GetArrayLength() > 0 ? list[0].GetString() ?? "x86_64" : "x86_64";

        // Rounding up adds half a millisecond on average.
        return new FunctionUse(name, architecture, memory, rate, Math.Max(1, handlerMs + 0.5), rate * handlerMs / 1000);
    }

    /// <summary>What one invocation leaves in the log, from the first lines of the run.</summary>
    private async Task<double?> LogBytesAsync(IReadOnlyList<FunctionUse> functions, DateTimeOffset since, CancellationToken cancellation)
    {
        if (functions.MaxBy(f => f.CallsPerSecond) is not { } busiest) return null;
        var (bytes, invocations) = (0L, 0);
        try
        {
            var log = new FunctionLog(aws, record.Functions[busiest.Name], time) { Since = since };
            await foreach (var line in log.ReadAsync(follow: false, cancellation).ConfigureAwait(false))
            {
                bytes += BytesPerLogEvent + Encoding.UTF8.GetByteCount(line.Message);
                if (line.Message.StartsWith("REPORT ", StringComparison.Ordinal) && ++invocations == InvocationsLookedAt) break;
            }
        }
        catch (AwsRefusal)
        {
            return null;
        }

        return invocations == 0 ? null : bytes / (double)invocations;
    }
}
