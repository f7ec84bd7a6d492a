namespace TaskTracker.Bench;

/// <summary>What of a figure goes into knowing who asks and whether they may.</summary>
internal static class Shares
{
    private const string Enforcing = "--iam enforce, ";

    /// <param name="decision">What one decision costs, measured alone.</param>
    /// <param name="signature">What verifying one signature costs in microseconds, measured alone.</param>
    public static IEnumerable<(string Name, string Value)> Of(IReadOnlyList<Figure> figures, (double Microseconds, long Bytes) decision, double signature)
    {
        if (!figures.Any(f => f.Name.StartsWith(Enforcing, StringComparison.Ordinal))) yield break;
        yield return ("policy decision, a role of ten statements, warm (goal: under 2 µs, no allocation)", $"{Report.Number(decision.Microseconds * 1000, "0")} ns, {decision.Bytes} bytes");
        yield return ("verifying a signature, of 300 bytes and five headers, warm", $"{Report.Number(signature, "0.0")} µs");
        foreach (var figure in figures.Where(f => f.Name.StartsWith(Enforcing, StringComparison.Ordinal)))
        {
            var operation = figure.Name[Enforcing.Length..];

            // All of the machine's processors, the client among them, are busy while it is measured.
            string ShareOf(double microseconds) => Percent(microseconds * figure.MedianRate / 1_000_000 / Environment.ProcessorCount);
            yield return ($"policy decision's share of {operation}, of the time of all processors (goal: 2 % at most)", ShareOf(decision.Microseconds));
            yield return ($"signature's share of {operation}, of the time of all processors (goal: 10 % at most)", ShareOf(signature));
            if (figures.FirstOrDefault(f => f.Name == $"--iam off, {operation}") is not { } open) continue;
            yield return ($"{operation}: slower than with --iam off by, a difference of two rates", Percent(1 - figure.RatioOf(open)));
        }
    }

    private static string Percent(double share) => $"{Report.Number(share * 100, "0.0")} %";
}
