using TaskTracker.Load.Calls;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Tests.Engine;

public sealed class ScheduleTests
{
    [Fact]
    public void Ten_thousand_a_minute_are_spread_evenly_over_it()
    {
        var schedule = new LoadShape.Arrivals([new Stretch(10_000 / 60.0, TimeSpan.FromMinutes(1))]).Schedule().ToList();

        Assert.Equal(10_000, schedule.Count);
        Assert.All(schedule.Zip(schedule.Skip(1)), pair => Assert.Equal(6, (pair.Second - pair.First).TotalMilliseconds, tolerance: 0.001));
    }

    [Fact]
    public void Random_arrivals_keep_the_rate_and_are_the_same_each_time()
    {
        var shape = new LoadShape.Arrivals([new Stretch(200, TimeSpan.FromSeconds(100))], IsRandom: true);

        var schedule = shape.Schedule().ToList();

        Assert.Equal(20_000, schedule.Count, tolerance: 600.0);
        Assert.Equal(schedule, shape.Schedule());
        Assert.Equal(schedule.Order(), schedule);
    }

    [Fact]
    public void Stretches_follow_each_other()
    {
        var schedule = new LoadShape.Arrivals([new Stretch(1, TimeSpan.FromSeconds(10)), new Stretch(10, TimeSpan.FromSeconds(10))]).Schedule().ToList();

        Assert.Equal(10, schedule.Count(at => at < TimeSpan.FromSeconds(10)));
        Assert.Equal(100, schedule.Count(at => at >= TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_mix_is_made_in_its_shares_from_the_beginning()
    {
        var step = new Step("mix", new LoadShape.Burst(1), [new Share(TaskCall.Get, 3), new Share(TaskCall.Create, 1)]);

        var calls = step.Calls().Take(400).ToList();

        Assert.Equal(300, calls.Count(c => c == TaskCall.Get));
        Assert.All(calls.Chunk(4), four => Assert.Single(four, c => c == TaskCall.Create));
    }

    [Fact]
    public void Every_scenario_can_be_found_and_asks_a_question()
    {
        Assert.Equal(ScenarioBook.All.Count, ScenarioBook.All.Select(s => s.Name).Distinct().Count());
        Assert.All(ScenarioBook.All, s => Assert.Same(s, ScenarioBook.Find(s.Name)));
        Assert.All(ScenarioBook.All, s => Assert.Matches(@"[?.]$", s.Question));
    }

    [Fact]
    public void A_wait_never_returns_before_its_time()
    {
        var until = TimeProvider.System.GetTimestamp() + TimeProvider.System.TimestampFrequency / 200;

        PreciseWait.Until(until, TestContext.Current.CancellationToken);

        Assert.True(TimeProvider.System.GetTimestamp() >= until);
    }

    [Fact]
    public void A_wait_ends_with_the_run()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        PreciseWait.Until(long.MaxValue, cancelled.Token);
    }
}
