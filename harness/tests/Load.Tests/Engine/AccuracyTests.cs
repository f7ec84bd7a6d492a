using TaskTracker.Load.Calls;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Results;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Tests.Engine;

/// <summary>The engine against services whose latencies are known exactly.</summary>
public sealed class AccuracyTests
{
    private static readonly double[] Percentiles = [50, 90, 99, 99.9, 100];

    [Fact]
    public async Task A_fixed_latency_is_measured_as_it_is()
    {
        var service = new ServedAs((_, _) => TimeSpan.FromMilliseconds(12.5));

        var recorder = await service.UnderAsync(Rate(100, seconds: 20), requests: 2_000);

        AssertExact(service.Milliseconds, recorder);
        Assert.Equal(2_000, recorder.Tallies[TaskCall.Get].Latencies.Count);
    }

    [Fact]
    public async Task Two_kinds_of_latency_are_told_apart_at_the_percentile_where_they_part()
    {
        var service = new ServedAs((n, _) => TimeSpan.FromMilliseconds(n % 20 == 0 ? 250 : 5));

        var recorder = await service.UnderAsync(Rate(200, seconds: 10), requests: 2_000);

        AssertExact(service.Milliseconds, recorder);
        Assert.Equal(5, recorder.Tallies[TaskCall.Get].Latencies.AtMs(95), tolerance: 0.005);
        Assert.Equal(250, recorder.Tallies[TaskCall.Get].Latencies.AtMs(95.1), tolerance: 0.25);
    }

    [Fact]
    public async Task Who_arrives_during_a_stall_waits_for_its_end_and_that_is_measured()
    {
        var service = new ServedAs((_, at) => Stalled(at));

        var recorder = await service.UnderAsync(Rate(100, seconds: 10), requests: 1_000);

        // A tenth of all arrive in the second that stalls: their latencies are 10 ms to 1 s, evenly.
        AssertExact(service.Milliseconds, recorder);
        Assert.Equal(510, recorder.Tallies[TaskCall.Get].Latencies.AtMs(95), tolerance: 1);
    }

    /// <summary>Why arrival rates are measured with the open model: a user who waits does not arrive.</summary>
    [Fact]
    public async Task A_user_who_waits_sees_a_stall_once()
    {
        var service = new ServedAs((_, at) => Stalled(at));

        var recorder = await service.UnderAsync(new LoadShape.Users(1, TimeSpan.FromSeconds(10)));

        AssertExact(service.Milliseconds, recorder);
        Assert.Equal(10, recorder.Tallies[TaskCall.Get].Latencies.AtMs(99), tolerance: 0.01);
    }

    [Fact]
    public async Task Latency_counts_from_the_moment_of_the_schedule_and_lateness_is_told()
    {
        var service = new ServedAs((_, _) => TimeSpan.FromMilliseconds(4), late: TimeSpan.FromMilliseconds(3));

        var recorder = await service.UnderAsync(Rate(10, seconds: 10), requests: 100);

        Assert.Equal(7, recorder.Tallies[TaskCall.Get].Latencies.AtMs(50), tolerance: 0.007);
        Assert.Equal(3, recorder.Lag.AtMs(99), tolerance: 0.003);
        Assert.True(recorder.Lag.AtMs(99) > GeneratorFacts.LagLimitMs);
    }

    [Fact]
    public async Task As_many_are_under_way_as_little_says()
    {
        var service = new ServedAs((_, _) => TimeSpan.FromMilliseconds(500));

        var recorder = await service.UnderAsync(Rate(100, seconds: 5), requests: 500);

        Assert.InRange(recorder.PeakInFlight, 50, 51);
    }

    [Fact]
    public async Task Users_think_between_an_answer_and_the_next_request()
    {
        var service = new ServedAs((_, _) => TimeSpan.FromMilliseconds(100));

        var recorder = await service.UnderAsync(new LoadShape.Users(50, TimeSpan.FromSeconds(200), MeanThinkTime: TimeSpan.FromMilliseconds(900)));

        // Fifty users, each once a second.
        Assert.Equal(10_000, recorder.Tallies[TaskCall.Get].Latencies.Count, tolerance: 400.0);
    }

    private static void AssertExact(IReadOnlyList<double> milliseconds, Recorder recorder)
    {
        var sorted = milliseconds.Order().ToList();
        foreach (var percentile in Percentiles)
        {
            var exact = sorted[Math.Max(0, (int)Math.Ceiling(Math.Round(percentile * sorted.Count / 100, 6)) - 1)];
            Assert.Equal(exact, recorder.Tallies[TaskCall.Get].Latencies.AtMs(percentile), tolerance: Math.Max(0.001, exact / 1_000));
        }
    }

    private static TimeSpan Stalled(TimeSpan at)
    {
        var (from, until) = (TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5));
        return TimeSpan.FromMilliseconds(10) + (at >= from && at < until ? until - at : TimeSpan.Zero);
    }

    private static LoadShape.Arrivals Rate(double perSecond, double seconds) => new([new Stretch(perSecond, TimeSpan.FromSeconds(seconds))]);
}
