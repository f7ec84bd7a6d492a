using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.CloudWatch.Alarms;
using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Tests.Security;
using MetricsState = TaskTracker.Emulation.Services.CloudWatch.MetricsState;

namespace TaskTracker.Emulation.Tests.CloudWatch;

/// <summary>A minute that fails is not the last one that is watched.</summary>
public sealed class AlarmWatchTests : IDisposable
{
    private static readonly AwsScope Scope = new("000000000000", "us-east-1");
    private static readonly MetricKey Metric = MetricKey.Of("N", "m", [], "None");

    private readonly KeptLogs _told = new();
    private readonly FakeTimeProvider _real = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly MetricsState _metrics;
    private readonly AlarmTable _alarms;

    public AlarmWatchTests()
    {
        var clock = new VirtualClock(_real, _told.CreateLogger<VirtualClock>());
        _metrics = new MetricsState(clock);
        _alarms = new AlarmTable(Scope, clock, _metrics, (_, _, _, _) => throw new InvalidOperationException("a bug"), (_, _, _) => null);
    }

    [Fact]
    public void A_state_that_cannot_be_kept_is_found_again_in_the_next_minute()
    {
        Watch();
        _alarms.State.Changes.KeepWith(_ => throw new NotDurable("full"));
        PassMinute(value: 5);
        var during = State;

        _alarms.State.Changes.KeepWith(_ => { });
        PassMinute(value: 5);

        Assert.Equal(("INSUFFICIENT_DATA", "ALARM"), (during, State));
        Assert.Empty(_told.Lines);
    }

    [Fact]
    public void After_an_action_that_fails_in_a_way_it_should_not_the_next_minute_is_evaluated()
    {
        Watch("arn:aws:sns:us-east-1:000000000000:t");
        PassMinute(value: 5);
        var during = State;

        PassMinute(value: 0);

        Assert.Equal(("ALARM", "OK"), (during, State));
        Assert.Contains("a bug", Assert.Single(_told.Lines), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _alarms.Dispose();
        _metrics.Dispose();
        _told.Dispose();
    }

    private string? State => _alarms.State.Find("a")?.Status.Value;

    private void Watch(params string[] actions)
    {
        var settings = new AlarmSettings(
            null, ActionsEnabled: true, [], actions, [], Metric.Namespace, Metric.Name, Metric.Dimensions, "Sum", null, PeriodMinutes: 1, null,
            EvaluationPeriods: 1, null, Threshold: 1, "GreaterThanThreshold", null, null);
        var now = _real.GetUtcNow();
        _alarms.State.Changes.Commit(new AlarmChange.AlarmPut(
            new MetricAlarm("a", Scope.Arn("cloudwatch", "alarm:a"), settings, now, AlarmStatus.Unchecked(now), ImmutableSortedDictionary<string, string>.Empty)));
        _alarms.Watch.Start();
    }

    private void PassMinute(double value)
    {
        _metrics.Open(Metric)(value);
        _real.Advance(TimeSpan.FromMinutes(1));
    }
}
