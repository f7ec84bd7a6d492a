using System.Text.Json.Serialization;
using TaskTracker.Load.Engine;

namespace TaskTracker.Load.Results;

/// <summary>All that a run has found: <c>results.json</c>. Every field is described in <c>loadtests/README.md</c>.</summary>
/// <param name="Incomplete">Why the run ended before its time; <c>null</c> when it did not.</param>
public sealed record RunResult(
    int Schema, string Scenario, string Question, string Engine, string? Incomplete, DateTimeOffset StartedAt, double DurationSeconds,
    TargetFacts Target, MachineFacts Machine, GeneratorFacts Generator, IReadOnlyList<StepResult> Steps, IReadOnlyList<PartsOfCall> Parts,
    IReadOnlyList<BudgetLine> Budgets, CapacityFacts? Capacity)
{
    public const int CurrentSchema = 1;
}

/// <param name="HasHealth">Whether the target has an empty answer of its own to compare with.</param>
public sealed record TargetFacts(string Name, string ApiUrl, string ApiFlavour, string Region, string PackageSha256, DateTimeOffset DeployedAt, bool HasHealth);

public sealed record MachineFacts(string Name, string Processor, int Cores, double MemoryGb, string System, string Runtime);

/// <param name="CpuShare">Of all cores, used by the process that made the requests.</param>
/// <param name="LagP99Ms">How late requests were made against their schedule; <c>null</c> where there was none (the closed model).</param>
/// <param name="IsLimiting">The generator, not the target, may be what was measured.</param>
public sealed record GeneratorFacts(double CpuShare, double? LagP50Ms, double? LagP99Ms, double? LagMaxMs, bool IsLimiting)
{
    /// <summary>Above this, requests did not arrive when they should have, and latencies say little about the target.</summary>
    public const double LagLimitMs = 2;
}

/// <param name="Model"><c>open</c>, <c>closed</c> or <c>burst</c>.</param>
/// <param name="TargetRate">Requests per second that the schedule had; <c>null</c> without one.</param>
public sealed record StepResult(
    string Name, int Repetition, string Model, double StartSeconds, double DurationSeconds, double? TargetRate, int PeakInFlight, long Connections,
    long BodyBytes, IReadOnlyList<CallResult> Calls, IReadOnlyList<Slice> Timeline);

/// <param name="Count">Answers, failures among them.</param>
/// <param name="Problems">Failures by kind.</param>
/// <param name="Rate">Per second.</param>
/// <param name="Histogram">Microseconds, count, microseconds, count, …</param>
public sealed record CallResult(string Call, long Count, long Errors, IReadOnlyDictionary<string, long> Problems, double Rate, LatencyFigures Latency, IReadOnlyList<long> Histogram);

public sealed record LatencyFigures(double P50Ms, double P90Ms, double P99Ms, double P999Ms, double MaxMs, double MeanMs);

/// <summary>Of the requests that one kind of call made, either of warm or of new environments.</summary>
public sealed record PartsOfCall(string Call, bool IsCold, long Count, double P50Ms, double P99Ms, IReadOnlyList<PartFigures> Parts);

public sealed record PartFigures(string Part, long Count, double P50Ms, double P99Ms, double MeanMs);

/// <summary>A line of the budget and how it was kept.</summary>
/// <param name="Subject">A call's name, or the scenario's.</param>
/// <param name="Metric">Such as <c>p99Ms</c>.</param>
/// <param name="IsFloor">At least the limit, instead of at most.</param>
public sealed record BudgetLine(string Subject, string Metric, double Limit, double Actual, bool IsFloor, string Detail)
{
    [JsonIgnore]
    public bool Holds => IsFloor ? Actual >= Limit : Actual <= Limit;

    public string Verdict => Holds ? "kept" : "broken";
}

/// <summary>What the measured load takes of each service, as its bill counts it.</summary>
/// <param name="Functions">By the names that the template gives them.</param>
/// <param name="LogBytesPerCall">Of log lines, counted as CloudWatch counts them; <c>null</c> when they could not be read.</param>
public sealed record CapacityFacts(
    double RequestsPerSecond, IReadOnlyList<FunctionUse> Functions, double ReadUnitsPerRequest, double WriteUnitsPerRequest, double BytesOutPerRequest, double? LogBytesPerCall);

/// <param name="BilledMsPerCall">Mean, each rounded up to a whole millisecond.</param>
/// <param name="Concurrency">By Little's law: calls per second × mean time in the function.</param>
public sealed record FunctionUse(string Name, string Architecture, int MemoryMb, double CallsPerSecond, double BilledMsPerCall, double Concurrency);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RunResult))]
internal sealed partial class ResultJson : JsonSerializerContext;
