using TaskTracker.Load.Measuring;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Tests.Results;

public sealed class MergeTests
{
    [Fact]
    public void Runners_add_up_exactly()
    {
        var (one, other) = (SampleRuns.Of([2.0]), SampleRuns.Of([8.0]));
        var expected = Latencies.FromPairs(one.Steps[0].Calls[0].Histogram);
        expected.Add(Latencies.FromPairs(other.Steps[0].Calls[0].Histogram));

        var sum = Merge.Of([one, other]);

        var call = sum.Steps.Single().Calls.Single();
        Assert.Equal(200, call.Count);
        Assert.Equal(expected.ToPairs(), call.Histogram);
        Assert.Equal(expected.AtMs(99), call.Latency.P99Ms);
        Assert.Contains("2 runners", sum.Engine, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_scenario_cannot_be_added()
    {
        var refusal = Assert.Throws<UnreadableFile>(() => Merge.Of([SampleRuns.Of([2.0]), SampleRuns.Of([2.0], scenario: "soak")]));

        Assert.Equal("A run of 'soak' cannot be added to one of 'smoke'.", refusal.Message);
    }

    [Fact]
    public void A_run_that_was_cut_short_makes_the_sum_incomplete() =>
        Assert.Equal("interrupted", Merge.Of([SampleRuns.Of([2.0]), SampleRuns.Of([2.0]) with { Incomplete = "interrupted" }]).Incomplete);
}
