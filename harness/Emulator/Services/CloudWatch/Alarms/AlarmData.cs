using TaskTracker.Emulation.Services.CloudWatch.Storage;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>What alarms read of the metrics: the one place where they touch the store.</summary>
/// <param name="series">Of the one metric that an alarm watches, in the units that it asks for.</param>
internal sealed class AlarmData(AlarmSettings settings, IReadOnlyList<MetricSeries> series)
{
    private readonly Statistic _statistic = Statistic.Find(settings.Statistic ?? settings.ExtendedStatistic ?? "")
        ?? throw new ArgumentException("An alarm has one of the known statistics.", nameof(settings));

    private int Periods => settings.EvaluationPeriods + Evaluation.Beyond;

    /// <summary>From this minute on the data that there are say nothing more: only silence is left.</summary>
    public long SilentFrom => series.Count == 0 ? 0 : series.Max(s => s.LastMinute) + 1 + (Periods * settings.PeriodMinutes);

    public static AlarmData Of(AlarmSettings settings, IEnumerable<MetricSeries> all) =>
        new(settings, [.. all.Where(s => s.Key.MetricId == settings.MetricId && (settings.Unit is null || s.Key.Unit == settings.Unit))]);

    /// <summary>The periods that end with a minute and before it, newest first.</summary>
    /// <remarks>An alarm's periods end when it is evaluated, at whatever minute, as the times in AWS's reasons show.</remarks>
    public IReadOnlyList<Datapoint> Before(long minute)
    {
        var length = settings.PeriodMinutes;
        var from = minute - (Periods * length);
        var summaries = series.SelectMany(s => s.Periods(from, minute, length)).GroupBy(p => p.Minute, p => p.Summary)
            .ToDictionary(g => g.Key, g => g.Aggregate((one, other) => one.With(other)));
        return [.. Enumerable.Range(1, Periods).Select(age => PointOf(minute - (age * length), summaries))];
    }

    private Datapoint PointOf(long minute, Dictionary<long, Summary> summaries) =>
        summaries.TryGetValue(minute, out var summary) ? new Datapoint(minute, _statistic.Of(summary), summary.Count) : new Datapoint(minute, Value: null, SampleCount: 0);
}
