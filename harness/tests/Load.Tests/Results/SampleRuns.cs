using TaskTracker.Load.Engine;
using TaskTracker.Load.Measuring;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Tests.Results;

/// <summary>Results as a run would have written them.</summary>
internal static class SampleRuns
{
    /// <param name="health">Median of the empty answer, turn by turn; empty for a target without one.</param>
    /// <param name="create">Median of POST /tasks, turn by turn.</param>
    public static RunResult Of(IReadOnlyList<double> create, IReadOnlyList<double>? health = null, string scenario = "smoke", long errors = 0)
    {
        var steps = create.SelectMany((ms, turn) => (StepResult[])
        [
            .. health is null ? [] : (StepResult[])[Step("health", turn + 1, health[turn], 0)],
            Step("POST /tasks", turn + 1, ms, errors),
        ]).ToList();
        return new RunResult(
            RunResult.CurrentSchema, scenario, "Is it?", "built-in", null, DateTimeOffset.UnixEpoch, 10,
            new TargetFacts("embedded", "http://localhost/api", "http", "us-east-1", new string('a', 64), DateTimeOffset.UnixEpoch, health is not null),
            new MachineFacts("machine", "processor", 2, 8, "system", ".NET"), new GeneratorFacts(0.1, null, null, null, false), steps, [Parts()], [], Capacity());
    }

    /// <summary>100 answers around a median, with a tail of ten times as much.</summary>
    private static StepResult Step(string call, int turn, double medianMs, long errors)
    {
        var latencies = new Latencies();
        for (var i = 0; i < 100; i++) latencies.Record(TimeSpan.FromMilliseconds(i < 98 ? medianMs : medianMs * 10));
        var problems = errors == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { ["status <500>"] = errors };
        var result = new CallResult(call, 100, errors, problems, 1000 / medianMs, Measured.Figures(latencies), latencies.ToPairs());
        return new StepResult(call, turn, "closed", turn, 1, null, 2, 2, 20_000, [result], [new Slice(0, 0, 100, (int)errors, medianMs, medianMs * 10, medianMs * 10)]);
    }

    private static PartsOfCall Parts() => new("POST /tasks", false, 100, 2, 20,
        [new PartFigures("gateway", 100, 0.2, 1, 0.2), new PartFigures("queue", 100, 0.01, 0.1, 0.01), new PartFigures("function", 100, 1, 5, 1), new PartFigures("DynamoDB", 100, 0.1, 1, 0.1)]);

    private static CapacityFacts Capacity() => new(100, [new FunctionUse("CreateTask", "x86_64", 256, 100, 20, 2)], 0.5, 1, 400, 600);
}
