namespace TaskTracker.Load.Results;

internal static class Continuation
{
    /// <summary>More repetitions of the same scenario, as if they had belonged to the run from the beginning.</summary>
    public static RunResult With(this RunResult first, RunResult second)
    {
        var repetitions = first.Steps.Max(s => s.Repetition);
        var steps = second.Steps.Select(s => s with { Repetition = s.Repetition + repetitions, StartSeconds = s.StartSeconds + first.DurationSeconds });
        return second with
        {
            StartedAt = first.StartedAt,
            DurationSeconds = first.DurationSeconds + second.DurationSeconds,
            Steps = [.. first.Steps, .. steps],
            Generator = second.Generator with { IsLimiting = first.Generator.IsLimiting || second.Generator.IsLimiting },
        };
    }
}
