using System.Globalization;
using System.Runtime.InteropServices;
using TaskTracker.Deployment;
using TaskTracker.Load.Measuring;
using TaskTracker.Load.Results;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Engine;

/// <summary>Collects what the steps have measured, and what the generator itself took.</summary>
internal sealed class Measured(TimeProvider time)
{
    private readonly List<StepResult> _steps = [];
    private readonly Latencies _lag = new();
    private long _begun = time.GetTimestamp();
    private TimeSpan _cpuBefore;
    private TimeSpan _cpu;
    private TimeSpan _elapsed;

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>Why it ended before its time; <c>null</c> when it did not.</summary>
    public string? Incomplete { get; set; }

    public IReadOnlyList<StepResult> Steps => _steps;

    public void Begin()
    {
        _begun = time.GetTimestamp();
        _cpuBefore = Environment.CpuUsage.TotalTime;
    }

    public void Add(StepResult step) => _steps.Add(step);

    public void End()
    {
        _elapsed = time.GetElapsedTime(_begun);
        _cpu = Environment.CpuUsage.TotalTime - _cpuBefore;
    }

    public StepResult Of(Step step, int repetition, Recorder recorder, TimeSpan elapsed, long connections, long bytes)
    {
        _lag.Add(recorder.Lag);
        var (model, rate) = step.Shape switch
        {
            LoadShape.Arrivals arrivals => ("open", (double?)arrivals.MeanRate),
            LoadShape.Burst => ("burst", null),
            _ => ("closed", null),
        };
        var calls = recorder.Tallies.OrderBy(t => t.Key.Name, StringComparer.Ordinal).Select(t => Call(t.Key.Name, t.Value, elapsed)).ToList();
        var start = time.GetElapsedTime(_begun, recorder.StartedAt).TotalSeconds;
        return new StepResult(
            step.Name, repetition, model, start, elapsed.TotalSeconds, rate, recorder.PeakInFlight, connections, bytes, calls, recorder.Timeline.Slices());
    }

    public RunResult Result(
        Scenario scenario, string engine, DeploymentRecord record, bool hasHealth, IReadOnlyList<PartsOfCall> parts, CapacityFacts? capacity) => new(
        RunResult.CurrentSchema, scenario.Name, scenario.Question, engine, Incomplete, StartedAt, _elapsed.TotalSeconds,
        new TargetFacts(record.Target, record.ApiUrl, record.ApiFlavour, record.Region, record.PackageSha256, record.DeployedAt, hasHealth),
        Machine(), Generator(), _steps, parts, [], capacity);

    private static CallResult Call(string name, Tally tally, TimeSpan elapsed) => new(
        name, tally.Latencies.Count, tally.Problems.Values.Sum(), tally.Problems.OrderByDescending(p => p.Value).ToDictionary(), tally.Latencies.Count / elapsed.TotalSeconds,
        Figures(tally.Latencies), tally.Latencies.ToPairs());

    internal static LatencyFigures Figures(Latencies l) => new(l.AtMs(50), l.AtMs(90), l.AtMs(99), l.AtMs(99.9), l.AtMs(100), l.MeanMs);

    private GeneratorFacts Generator()
    {
        var share = _elapsed > TimeSpan.Zero ? _cpu / _elapsed / Environment.ProcessorCount : 0;
        return _lag.Count == 0
            ? new GeneratorFacts(share, null, null, null, IsLimiting: false)
            : new GeneratorFacts(share, _lag.AtMs(50), _lag.AtMs(99), _lag.AtMs(100), _lag.AtMs(99) > GeneratorFacts.LagLimitMs);
    }

    private static MachineFacts Machine()
    {
        const string Processors = "/proc/cpuinfo";
        var model = File.Exists(Processors)
            ? File.ReadLines(Processors).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
            : null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        return new MachineFacts(
            Environment.MachineName, model ?? RuntimeInformation.ProcessArchitecture.ToString(), Environment.ProcessorCount, Math.Round(memory, 1),
            RuntimeInformation.OSDescription, string.Create(CultureInfo.InvariantCulture, $".NET {Environment.Version}{(IsNative ? ", native" : "")}"));
    }

    private static bool IsNative => !System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported;
}
