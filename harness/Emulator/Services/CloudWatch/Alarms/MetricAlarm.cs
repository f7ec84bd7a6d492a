using System.Collections.Immutable;
using TaskTracker.Emulation.Services.CloudWatch.Storage;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>The states of an alarm, as AWS spells them.</summary>
internal static class StateValue
{
    public const string Ok = "OK";
    public const string Alarm = "ALARM";
    public const string InsufficientData = "INSUFFICIENT_DATA";
}

/// <summary>What an alarm watches, and what it does about it.</summary>
/// <param name="PeriodMinutes">Of one data point.</param>
/// <param name="DatapointsToAlarm">M of the N evaluation periods; <c>null</c> where nobody said so, which words its reasons differently.</param>
/// <param name="TreatMissingData"><c>null</c> where nobody said so.</param>
internal sealed record AlarmSettings(
    string? Description, bool ActionsEnabled, IReadOnlyList<string> OkActions, IReadOnlyList<string> AlarmActions, IReadOnlyList<string> InsufficientDataActions,
    string Namespace, string MetricName, IReadOnlyList<Dimension> Dimensions, string? Statistic, string? ExtendedStatistic, long PeriodMinutes, string? Unit,
    int EvaluationPeriods, int? DatapointsToAlarm, double Threshold, string ComparisonOperator, string? TreatMissingData, string? EvaluateLowSampleCountPercentile)
{
    public string MetricId { get; } = MetricKey.Of(Namespace, MetricName, Dimensions, "").MetricId;

    /// <summary>What becomes of missing data.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html</remarks>
    public string MissingData => TreatMissingData ?? (Namespace == "AWS/DynamoDB" ? Alarms.MissingData.Ignore : Alarms.MissingData.Missing);

    public int PeriodSeconds => (int)(PeriodMinutes * 60);

    public IReadOnlyList<string> ActionsOf(string state) => state switch
    {
        StateValue.Ok => OkActions,
        StateValue.Alarm => AlarmActions,
        _ => InsufficientDataActions,
    };
}

/// <summary>The ways in which missing data can be treated.</summary>
internal static class MissingData
{
    public const string Missing = "missing";
    public const string Ignore = "ignore";
    public const string Breaching = "breaching";
    public const string NotBreaching = "notBreaching";

    public static readonly IReadOnlyList<string> All = [Breaching, NotBreaching, Ignore, Missing];
}

/// <param name="ReasonData">JSON; <c>null</c> for a state that was set without.</param>
/// <param name="UpdatedAt">When anybody last said what the state is.</param>
/// <param name="TransitionedAt">When it last became another.</param>
internal sealed record AlarmStatus(string Value, string Reason, string? ReasonData, DateTimeOffset UpdatedAt, DateTimeOffset TransitionedAt)
{
    public static AlarmStatus Unchecked(DateTimeOffset now) => new(StateValue.InsufficientData, "Unchecked: Initial alarm creation", ReasonData: null, now, now);

    public AlarmStatus Become(string value, string reason, string? reasonData, DateTimeOffset now) =>
        new(value, reason, reasonData, now, value == Value ? TransitionedAt : now);
}

internal sealed record MetricAlarm(
    string Name, string Arn, AlarmSettings Settings, DateTimeOffset ConfiguredAt, AlarmStatus Status, ImmutableSortedDictionary<string, string> Tags);
