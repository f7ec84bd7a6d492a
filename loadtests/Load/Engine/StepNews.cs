using TaskTracker.Load.Results;

namespace TaskTracker.Load.Engine;

/// <summary>How a step goes, while it goes: rate, latency, errors of the last second.</summary>
internal sealed class StepNews(string title, LoadNews news, TimeProvider time)
{
    /// <summary>Where there are only lines, one in so much time is enough.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private long _told = time.GetTimestamp();

    public static string Of(StepResult step) => FormattableString.Invariant(
        $"{step.Calls.Sum(c => c.Rate):0}/s, p50 {Worst(step, l => l.P50Ms):0.0} ms, p99 {Worst(step, l => l.P99Ms):0.0} ms, {step.Calls.Sum(c => c.Errors)} errors");

    /// <summary>A whole turn in a line.</summary>
    public static string Of(IReadOnlyList<StepResult> steps, int repetition, int repetitions)
    {
        var turn = steps.Where(s => s.Repetition == repetition).ToList();
        var medians = turn.SelectMany(s => s.Calls.Select(c => FormattableString.Invariant($"{s.Name} {c.Latency.P50Ms:0.0}")));
        return $"turn {repetition} of {repetitions}, p50 in ms: {string.Join(", ", medians)}; {turn.Sum(s => s.Calls.Sum(c => c.Errors))} errors";
    }

    public void Tell(Recorder recorder)
    {
        if (recorder.Timeline.Latest() is not { } second) return;
        var line = FormattableString.Invariant($"{title}: {second.Answered}/s, p50 {second.P50Ms:0.0} ms, p99 {second.P99Ms:0.0} ms, {recorder.Errors} errors");
        if (time.GetElapsedTime(_told) < Between)
        {
            news.Doing(line);
            return;
        }

        _told = time.GetTimestamp();
        news.Passed(line);
    }

    private static double Worst(StepResult step, Func<LatencyFigures, double> figure) => step.Calls.Count == 0 ? 0 : step.Calls.Max(c => figure(c.Latency));
}
