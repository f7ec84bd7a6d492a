namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>What is known of one period.</summary>
/// <param name="Minute">With which it begins, since 1970.</param>
/// <param name="Value"><c>null</c> where nothing is known.</param>
internal sealed record Datapoint(long Minute, double? Value, double SampleCount);

/// <summary>What an alarm's data say, and the data points that say so.</summary>
/// <param name="State"><c>null</c>: it stays what it is.</param>
/// <param name="Evaluated">Newest first, missing ones among them.</param>
internal sealed record Evaluation(string? State, IReadOnlyList<Datapoint> Evaluated)
{
    /// <summary>How many periods are looked at beyond those that are evaluated, in case some of these have no data.</summary>
    public const int Beyond = 2;

    /// <summary>So many samples must stand above a percentile, or below one under the median, for it to say anything.</summary>
    private const double SignificantSamples = 10;

    /// <param name="range">The evaluation periods and <see cref="Beyond"/> more, newest first.</param>
    /// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html, with its tables.</remarks>
    public static Evaluation Of(AlarmSettings settings, IReadOnlyList<Datapoint> range)
    {
        var known = range.Where(p => p.Value is not null).Take(settings.EvaluationPeriods).ToList();
        var missing = settings.EvaluationPeriods - known.Count;
        var filling = range.Where(p => p.Value is null).Take(missing);
        IReadOnlyList<Datapoint> evaluated = [.. known.Concat(filling).OrderByDescending(p => p.Minute)];
        return new Evaluation(IsTooSmall(settings, known) ? null : StateOf(settings, range, known, missing), evaluated);
    }

    private static string? StateOf(AlarmSettings settings, IReadOnlyList<Datapoint> range, List<Datapoint> known, int missing)
    {
        var breaching = known.Count(p => IsBreaching(settings, p));
        var wanted = settings.DatapointsToAlarm ?? settings.EvaluationPeriods;
        if (settings.MissingData == MissingData.Breaching) breaching += missing;
        if (breaching >= wanted) return StateValue.Alarm;
        if (missing == 0 || settings.MissingData is MissingData.Breaching or MissingData.NotBreaching) return StateValue.Ok;
        if (known.Count == 0) return settings.MissingData == MissingData.Ignore ? null : StateValue.InsufficientData;

        // Breaching, and then silence for so long that it would have been enough: no data point says otherwise.
        var isOldEnough = range.Select((p, age) => (p, age)).Any(p => p.p.Value is not null && p.age >= wanted - 1);
        if (breaching < known.Count || !isOldEnough) return StateValue.Ok;
        return settings.MissingData == MissingData.Ignore ? null : StateValue.Alarm;
    }

    public static bool IsBreaching(AlarmSettings settings, Datapoint point) =>
        point.Value is { } value && Comparison.Get(settings.ComparisonOperator).IsBreaching(value, settings.Threshold);

    /// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html</remarks>
    private static bool IsTooSmall(AlarmSettings settings, List<Datapoint> known)
    {
        if (settings.EvaluateLowSampleCountPercentile != "ignore" || settings.ExtendedStatistic is not { } statistic) return false;
        var share = double.Parse(statistic.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) / 100;
        var needed = SignificantSamples / (share >= 0.5 ? 1 - share : share);
        return known.Any(p => p.SampleCount < needed);
    }
}
