using TaskTracker.Load.Calls;

namespace TaskTracker.Load.Results;

/// <summary>A call beside the empty answer of the same turns.</summary>
/// <param name="Turns">That both were measured in.</param>
internal sealed record Ratio(int Turns, double P50Ms, double HealthP50Ms, double P99Ms, double HealthP99Ms, double CallRate, double HealthRate)
{
    public double P50 => P50Ms / HealthP50Ms;

    public double P99 => P99Ms / HealthP99Ms;

    public double Rate => CallRate / HealthRate;
}

internal static class Ratios
{
    /// <summary>Of the calmest quarter of the turns, for both sides: what else runs on the machine only ever adds to a latency, so that the better turns say more about the code. A slowdown of the code is in all turns.</summary>
    /// <returns><c>null</c> when no turn has both.</returns>
    public static Ratio? Of(RunResult run, string call)
    {
        var (calls, healths) = (TurnsOf(run, call), TurnsOf(run, TaskCall.Health.Name));
        if (calls.Count == 0 || healths.Count == 0) return null;
        return new Ratio(
            Math.Min(calls.Count, healths.Count), Quartile(calls, c => c.Latency.P50Ms), Quartile(healths, c => c.Latency.P50Ms), Quartile(calls, c => c.Latency.P99Ms),
            Quartile(healths, c => c.Latency.P99Ms), -Quartile(calls, c => -c.Rate), -Quartile(healths, c => -c.Rate));
    }

    private static List<CallResult> TurnsOf(RunResult run, string call) => [.. run.Steps.SelectMany(s => s.Calls).Where(c => c.Call == call && c.Count > 0)];

    private static double Quartile(IEnumerable<CallResult> turns, Func<CallResult, double> figure)
    {
        var sorted = turns.Select(figure).Order().ToList();
        return sorted[(sorted.Count - 1) / 4];
    }
}
