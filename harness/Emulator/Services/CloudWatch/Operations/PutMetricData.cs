using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

/// <param name="Timestamp"><c>null</c> for now.</param>
internal sealed record MetricDatum(MetricKey Key, DateTimeOffset? Timestamp, Summary Summary, string Place);

internal sealed record PutMetricDataRequest(IReadOnlyList<MetricDatum> Data)
{
    private const int MaxData = 1000;
    private const int MaxValues = 150;
    private static readonly string[] Kinds = ["Value", "StatisticValues", "Values"];
    private static readonly double MostValue = Math.Pow(2, 360);

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
        if (fields.Integer("StorageResolution") is { } seconds and not 60) throw CloudWatchErrors.NotSupported($"{fields.Place}StorageResolution of {seconds}");
        var key = MetricKey.Of(nameSpace, fields.Name("MetricName"), fields.Dimensions(), fields.Unit() ?? "None");
        return new MetricDatum(key, fields.Time("Timestamp"), SummaryOf(fields), fields.Place);
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

        if (counts.Any(c => c <= 0)) throw CloudWatchErrors.Invalid($"Every value of {fields.Place}Counts must be greater than 0.");
        return values.Select((v, i) => Summary.Of(Checked(v, fields.Place + "Values"), counts.Count == 0 ? 1 : counts[i])).Aggregate((all, one) => all.With(one));
    }

    private static double Required(Fields set, string name) => Checked(set.Number(name) ?? throw CloudWatchErrors.Missing(set.Place + name), set.Place + name);

    private static double Checked(double value, string parameter) =>
        double.IsFinite(value) && Math.Abs(value) <= MostValue ? value : throw CloudWatchErrors.Invalid($"The value {value} for parameter {parameter} is invalid.");
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html</remarks>
internal static class PutMetricData
{
    private static readonly TimeSpan MostPast = TimeSpan.FromDays(14);
    private static readonly TimeSpan MostFuture = TimeSpan.FromHours(2);

    public static WireValue.Structure? Execute(MetricsState state, TimeProvider clock, PutMetricDataRequest request)
    {
        var now = clock.GetUtcNow();
        foreach (var datum in request.Data)
        {
            if (datum.Timestamp < now - MostPast) throw CloudWatchErrors.Invalid($"The parameter {datum.Place}Timestamp must specify a time no more than two weeks in the past.");
            if (datum.Timestamp > now + MostFuture) throw CloudWatchErrors.Invalid($"The parameter {datum.Place}Timestamp must specify a time no more than two hours in the future.");
        }

        foreach (var datum in request.Data)
        {
            state.Changes.Commit(new MetricsChange.DataAdded(datum.Key, MetricsState.MinuteOf(datum.Timestamp ?? now), datum.Summary));
        }

        return null;
    }
}
