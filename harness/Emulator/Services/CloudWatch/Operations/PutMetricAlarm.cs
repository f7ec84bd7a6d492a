using System.Collections.Immutable;
using System.Globalization;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch.Operations;

internal sealed record PutMetricAlarmRequest(string Name, AlarmSettings Settings, ImmutableSortedDictionary<string, string> Tags)
{
    private const int MostActions = 5;
    private const int SecondsOfDay = 86_400;
    private const int SecondsOfHour = 3_600;

    public static PutMetricAlarmRequest Read(Fields fields, AwsScope scope)
    {
        foreach (var name in (string[])["Metrics", "ThresholdMetricId", "EvaluationCriteria", "EvaluationInterval"])
        {
            if (fields.Has(name)) throw CloudWatchErrors.NotSupported(name);
        }

        fields.RefuseOthers(
            "AlarmName", "AlarmDescription", "ActionsEnabled", "OKActions", "AlarmActions", "InsufficientDataActions", "MetricName", "Namespace", "Statistic", "ExtendedStatistic",
            "Dimensions", "Period", "Unit", "EvaluationPeriods", "DatapointsToAlarm", "Threshold", "ComparisonOperator", "TreatMissingData", "EvaluateLowSampleCountPercentile", "Tags");
        CheckModel(fields);
        var settings = SettingsOf(fields);
        CheckSpan(settings);
        foreach (var action in settings.OkActions.Concat(settings.AlarmActions).Concat(settings.InsufficientDataActions)) CheckAction(action, scope);
        return new PutMetricAlarmRequest(fields.RequiredText("AlarmName"), settings, AlarmTags.Read(fields));
    }

    private static void CheckModel(Fields fields)
    {
        var comparison = fields.Text("ComparisonOperator");
        if (comparison is not null && Comparison.WithBands.Contains(comparison)) throw CloudWatchErrors.NotSupported($"The ComparisonOperator {comparison}");
        new ModelChecks()
            .Present("alarmName", fields.Text("AlarmName")).Length("alarmName", fields.Text("AlarmName"), 1, 255)
            .Length("alarmDescription", fields.Text("AlarmDescription"), 0, 1024)
            .Present("evaluationPeriods", fields.Integer("EvaluationPeriods")).Range("evaluationPeriods", fields.Integer("EvaluationPeriods"), 1)
            .Range("datapointsToAlarm", fields.Integer("DatapointsToAlarm"), 1)
            .Range("period", fields.Integer("Period"), 1)
            .Present("comparisonOperator", comparison)
            .OneOf("comparisonOperator", comparison, [.. Comparison.All.Select(c => c.Name), .. Comparison.WithBands])
            .OneOf("statistic", fields.Text("Statistic"), [.. Storage.Statistic.Plain.Select(s => s.Name)])
            .Count("oKActions", fields.Texts("OKActions"), MostActions)
            .Count("alarmActions", fields.Texts("AlarmActions"), MostActions)
            .Count("insufficientDataActions", fields.Texts("InsufficientDataActions"), MostActions)
            .Check();
    }

    private static AlarmSettings SettingsOf(Fields fields)
    {
        var (statistic, extended) = (fields.Text("Statistic"), fields.Text("ExtendedStatistic"));
        if (statistic is not null && extended is not null) throw CloudWatchErrors.Exclusive("Statistic", "ExtendedStatistic");
        if (statistic is null && extended is null) throw CloudWatchErrors.Missing("Statistic");
        if (extended is not null && Storage.Statistic.Extended(extended) is null) throw UnknownStatistic(extended);
        var threshold = fields.Number("Threshold") ?? throw CloudWatchErrors.Missing("Threshold");
        return new AlarmSettings(
            fields.Text("AlarmDescription"), fields.Flag("ActionsEnabled") ?? true, fields.Texts("OKActions"), fields.Texts("AlarmActions"), fields.Texts("InsufficientDataActions"),
            fields.Namespace(), fields.Name("MetricName"), fields.Dimensions(), statistic, extended, fields.PeriodMinutes(), fields.Unit(),
            fields.RequiredInteger("EvaluationPeriods"), fields.Integer("DatapointsToAlarm"), double.IsFinite(threshold) ? threshold : throw CloudWatchErrors.Unreadable("Threshold", "a number"),
            fields.RequiredText("ComparisonOperator"), OneOf(fields, "TreatMissingData", MissingData.All),
            OneOf(fields, "EvaluateLowSampleCountPercentile", ["evaluate", "ignore"]));
    }

    private static AwsError UnknownStatistic(string name) => Storage.Statistic.IsOfAnotherKind(name)
        ? CloudWatchErrors.NotSupported($"The statistic {name}")
        : CloudWatchErrors.Invalid($"The value {name} for parameter ExtendedStatistic is not supported.");

    private static string? OneOf(Fields fields, string name, IReadOnlyList<string> values) => fields.Text(name) is not { } value || values.Contains(value)
        ? fields.Text(name)
        : throw CloudWatchErrors.Invalid($"The value {value} for parameter {name} is not supported. Valid values are [{string.Join(", ", values)}].");

    private static void CheckSpan(AlarmSettings settings)
    {
        if (settings.DatapointsToAlarm > settings.EvaluationPeriods) throw CloudWatchErrors.Validation("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
        var (days, most) = settings.PeriodSeconds >= SecondsOfHour ? ("seven days", 7 * SecondsOfDay) : ("a day", SecondsOfDay);
        if ((long)settings.EvaluationPeriods * settings.PeriodSeconds > most)
        {
            throw CloudWatchErrors.Validation(string.Create(CultureInfo.InvariantCulture,
                $"Metrics cannot be checked across more than {days} (EvaluationPeriods * Period must be <= {most})."));
        }
    }

    private static void CheckAction(string arn, AwsScope scope)
    {
        var parts = arn.Split(':');
        if (parts.Length < 6 || parts[0] != "arn") throw CloudWatchErrors.Validation($"Invalid arn syntax: {arn}");
        if (!AlarmActions.IsKnown(arn)) throw CloudWatchErrors.NotSupported($"The action {arn}: topics and functions can be actions. It");
        if (parts[3] != scope.Region) throw CloudWatchErrors.Validation($"Invalid region {parts[3]} specified. Only {scope.Region} is supported.");
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html</remarks>
internal static class PutMetricAlarm
{
    public static WireValue.Structure? Execute(AlarmTable alarms, TimeProvider clock, string arn, PutMetricAlarmRequest request)
    {
        var now = clock.GetUtcNow();
        alarms.Watch.CatchUp();

        // An alarm that there is keeps its state and its tags.
        alarms.State.Change(
            request.Name,
            known => new MetricAlarm(request.Name, arn, request.Settings, now, known?.Status ?? AlarmStatus.Unchecked(now), known?.Tags ?? request.Tags),
            (known, alarm) => AlarmHistory.Configured(alarm, isNew: known is null));
        alarms.Watch.Start();
        return null;
    }
}
