using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

/// <param name="Timestamp"><c>null</c> for now.</param>
/// <param name="IsHighResolution">Kept by the second instead of the minute.</param>
internal sealed record MetricDatum(MetricKey Key, DateTimeOffset? Timestamp, Summary Summary, bool IsHighResolution, string Place);

internal sealed record PutMetricDataRequest(IReadOnlyList<MetricDatum> Data)
{
    private const int MaxData = 1000;
    private const int MaxValues = 150;
    private static readonly string[] Kinds = ["Value", "StatisticValues", "Values"];

    public static PutMetricDataRequest Read(Fields fields)
    {
        fields.RefuseOthers("Namespace", "MetricData", "StrictEntityValidation");
        var nameSpace = fields.Namespace();
        if (nameSpace.StartsWith("AWS/", StringComparison.Ordinal))
        {
            throw CloudWatchErrors.Invalid("The value AWS/ for parameter Namespace is invalid.");
        }

        var data = fields.Structures("MetricData");
        if (data.Count == 0) throw CloudWatchErrors.Missing("MetricData");
        if (data.Count > MaxData) throw CloudWatchErrors.Invalid($"The collection MetricData must not have a size greater than {MaxData}.");
        return new PutMetricDataRequest([.. data.Select(d => Datum(nameSpace, d))]);
    }

    private static MetricDatum Datum(string nameSpace, Fields fields)
    {
        fields.RefuseOthers("MetricName", "Dimensions", "Timestamp", "Value", "StatisticValues", "Values", "Counts", "Unit", "StorageResolution");
        var resolution = fields.Integer("StorageResolution") ?? 60;
        if (resolution is not (1 or 60)) throw CloudWatchErrors.Invalid($"The value {resolution} for parameter {fields.Place}StorageResolution is invalid. Valid values are 1 and 60.");
        var key = MetricKey.Of(nameSpace, fields.Name("MetricName"), fields.Dimensions(), fields.Unit() ?? "None");
        return new MetricDatum(key, fields.Time("Timestamp"), SummaryOf(fields), resolution == 1, fields.Place);
    }

    /// <remarks>Recorded as cloudwatch/test_cloudwatch: test_put_metric_data_validation.</remarks>
    private static Summary SummaryOf(Fields fields)
    {
        string[] given = [.. Kinds.Where(fields.Has)];
        if (given.Length > 1) throw CloudWatchErrors.Exclusive(fields.Place + given[0], fields.Place + given[1]);
        if (fields.Has("Value") && fields.Has("Counts")) throw CloudWatchErrors.Exclusive(fields.Place + "Value", fields.Place + "Counts");
        if (fields.Number("Value") is { } value) return Summary.Of(Checked(value, fields.Place + "Value"));
        if (fields.Structure("StatisticValues") is { } set) return OfSet(set);
        if (fields.Has("Values")) return OfValues(fields);
        throw CloudWatchErrors.Combination($"At least one of the parameters {fields.Place}Value, {fields.Place}Values or {fields.Place}StatisticValues must be specified.");
    }

    private static Summary OfSet(Fields set)
    {
        set.RefuseOthers("SampleCount", "Sum", "Minimum", "Maximum");
        var (count, sum, min, max) = (Required(set, "SampleCount"), Required(set, "Sum"), Required(set, "Minimum"), Required(set, "Maximum"));
        if (min > max) throw CloudWatchErrors.Invalid($"The parameter {set.Place}Maximum must be greater than or equal to {set.Place}Minimum.");
        if (count <= 0) throw CloudWatchErrors.Invalid($"The parameter {set.Place}SampleCount must be greater than 0.");
        return min == max ? Summary.Of(min, count) with { Sum = sum } : new Summary(count, sum, min, max, Bins: null);
    }

    private static Summary OfValues(Fields fields)
    {
        var (values, counts) = (fields.Numbers("Values"), fields.Numbers("Counts"));
        if (values.Count is 0 or > MaxValues) throw CloudWatchErrors.Invalid($"The collection {fields.Place}Values must have a size between 1 and {MaxValues}.");
        if (counts.Count > 0 && counts.Count != values.Count)
        {
            throw CloudWatchErrors.Invalid($"The parameters {fields.Place}Values and {fields.Place}Counts must be of the same size.");
        }

        foreach (var count in counts) Checked(count, fields.Place + "Counts");
        if (counts.Any(c => c <= 0)) throw CloudWatchErrors.Invalid($"Every value of {fields.Place}Counts must be greater than 0.");
        return values.Select((v, i) => Summary.Of(Checked(v, fields.Place + "Values"), counts.Count == 0 ? 1 : counts[i])).Aggregate((all, one) => all.With(one));
    }

    private static double Required(Fields set, string name) => Checked(set.Number(name) ?? throw CloudWatchErrors.Missing(set.Place + name), set.Place + name);

    private static double Checked(double value, string parameter) =>
        PutMetricData.Takes(value) ? value : throw CloudWatchErrors.Invalid($"The value {value} for parameter {parameter} is invalid.");
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html</remarks>
internal static class PutMetricData
{
    private static readonly TimeSpan MostPast = TimeSpan.FromDays(14);
    private static readonly TimeSpan MostFuture = TimeSpan.FromHours(2);
    private static readonly double MostValue = Math.Pow(2, 360);

    public static WireValue.Structure? Execute(MetricsState state, TimeProvider clock, PutMetricDataRequest request)
    {
        var now = clock.GetUtcNow();
        if (request.Data.FirstOrDefault(d => d.Timestamp is { } time && !Takes(time, now)) is { } outside)
        {
            var limit = outside.Timestamp < now ? "two weeks in the past" : "two hours in the future";
            throw CloudWatchErrors.Invalid($"The parameter {outside.Place}Timestamp must specify a time no more than {limit}.");
        }

        // One change for each place in time: none may rest on another of the same step.
        var places = request.Data.Select(d => Change(d, now)).GroupBy(c => (c.Key.SeriesId, c.Minute, c.Second));
        state.Changes.CommitAll([.. places.Select(p => p.Aggregate((all, one) => all with { Summary = all.Summary.With(one.Summary) }))]);
        return null;
    }

    /// <summary>Whether the value of a datum is taken: none that is infinite or no number.</summary>
    public static bool Takes(double value) => Math.Abs(value) <= MostValue;

    /// <summary>Whether data of that time are taken.</summary>
    public static bool Takes(DateTimeOffset time, DateTimeOffset now) => time >= now - MostPast && time <= now + MostFuture;

    private static MetricsChange.DataAdded Change(MetricDatum datum, DateTimeOffset now)
    {
        var seconds = (datum.Timestamp ?? now).ToUnixTimeSeconds();
        return new MetricsChange.DataAdded(datum.Key, seconds / 60, datum.Summary, datum.IsHighResolution ? (int)(seconds % 60) : 0);
    }
}
