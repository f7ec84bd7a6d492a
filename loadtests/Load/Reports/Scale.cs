namespace TaskTracker.Load.Reports;

/// <summary>From values to places on an axis.</summary>
/// <param name="Share">0 at the lower end, 1 at the upper one.</param>
internal sealed record Scale(IReadOnlyList<double> Ticks, Func<double, double> Share)
{
    private const int TicksWanted = 5;

    public static Scale FromZero(double max)
    {
        var ticks = Round(0, max <= 0 ? 1 : max);
        var step = ticks[1] - ticks[0];
        var end = ticks[^1] >= max ? ticks[^1] : ticks[^1] + step;
        return new Scale(ticks[^1] >= max ? ticks : [.. ticks, end], value => value / end);
    }

    public static Scale Logarithmic(double min, double max)
    {
        var (low, high) = (Math.Floor(Math.Log10(min)), Math.Ceiling(Math.Log10(max)));
        if (high <= low) high = low + 1;
        var ticks = Enumerable.Range((int)low, (int)(high - low) + 1).Select(e => Math.Pow(10, e)).ToList();
        return new Scale(ticks, value => (Math.Log10(value) - low) / (high - low));
    }

    /// <summary>About five round numbers from the first to the last.</summary>
    public static IReadOnlyList<double> Round(double min, double max)
    {
        var rough = (max - min) / TicksWanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough <= 0 ? 1 : rough)));
        var step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        var ticks = new List<double>();
        for (var n = Math.Ceiling(min / step); n * step <= max * (1 + 1e-9); n++) ticks.Add(Math.Round(n * step, 10));
        return ticks.Count > 1 ? ticks : [min, min + step];
    }
}
