namespace TaskTracker.Bench;

/// <summary>What of a figure goes into knowing who asks and whether they may.</summary>
internal static class Shares
{
    private const string Enforcing = "--iam enforce, ";

    /// <param name="decision">What one decision costs, measured alone.</param>
    public static IEnumerable<(string Name, string Value)> Of(IReadOnlyList<Figure> figures, (double Microseconds, long Bytes) decision)
    {
        if (!figures.Any(f => f.Name.StartsWith(Enforcing, StringComparison.Ordinal))) yield break;
        yield return ("policy decision, a role of ten statements, warm (goal: under 2 µs, no allocation)", $"{Report.Number(decision.Microseconds * 1000, "0")} ns, {decision.Bytes} bytes");
        foreach (var figure in figures.Where(f => f.Name.StartsWith(Enforcing, StringComparison.Ordinal)))
        {
            var operation = figure.Name[Enforcing.Length..];

            // All of the machine's processors, the client among them, are busy while it is measured.
            var ofDecision = decision.Microseconds * figure.MedianRate / 1_000_000 / Environment.ProcessorCount;
            yield return ($"policy decision's share of {operation}, of the time of all processors (goal: 2 % at most)", Percent(ofDecision));
            if (figures.FirstOrDefault(f => f.Name == $"--iam off, {operation}") is not { } open) continue;
            yield return ($"signature's share of {operation}, what it is slower than with --iam off (goal: 10 % at most)", Percent(1 - figure.RatioOf(open)));
        }
    }

    private static string Percent(double share) => $"{Report.Number(share * 100, "0.0")} %";
}
