using TaskTracker.Load.Results;

namespace TaskTracker.Load.Tests.Results;

public sealed class ComparisonTests
{
    private static readonly double[] Usual = [2.0, 2.1, 1.95, 2.05, 2.0];

    [Fact]
    public void Runs_of_the_same_code_show_no_difference()
    {
        var difference = P50(Usual, [2.05, 1.98, 2.02, 2.08, 1.97]);

        Assert.Equal(Finding.None, difference.Finding);
        Assert.True(difference.Low < 0 && difference.High > 0);
    }

    [Fact]
    public void A_third_more_is_worse_and_the_interval_holds_it()
    {
        var difference = P50(Usual, [.. Usual.Select(ms => ms * 1.33)]);

        Assert.Equal(Finding.Worse, difference.Finding);
        Assert.InRange(0.33, difference.Low, difference.High);
    }

    [Fact]
    public void Less_is_better() => Assert.Equal(Finding.Better, P50(Usual, [.. Usual.Select(ms => ms * 0.7)]).Finding);

    [Fact]
    public void What_is_certain_but_small_is_tolerated()
    {
        double[] steady = [2.0, 2.001, 2.0, 1.999, 2.0];

        Assert.Equal(Finding.Tolerated, P50(steady, [.. steady.Select(ms => ms * 1.03)]).Finding);
    }

    [Fact]
    public void One_turn_on_a_side_says_nothing() => Assert.Equal(Finding.Unknown, P50(Usual, [4.0]).Finding);

    [Fact]
    public void A_machine_that_is_twice_as_slow_is_no_slower_code()
    {
        double[] health = [0.1, 0.1, 0.1, 0.1, 0.1];
        var busy = SampleRuns.Of([.. Usual.Select(ms => ms * 2)], [.. health.Select(ms => ms * 2)]);

        var difference = Comparison.Of([SampleRuns.Of(Usual, health)], [busy], tolerance: 0.05).Single(d => d.Metric == "p50");

        Assert.True(difference.IsRelative);
        Assert.Equal(Finding.None, difference.Finding);
    }

    /// <summary>Source: Abramowitz and Stegun, table 26.10.</summary>
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(4, 2.776)]
    [InlineData(9, 2.262)]
    [InlineData(12, 2.179)]
    [InlineData(30, 2.042)]
    [InlineData(120, 1.980)]
    public void Students_distribution_is_as_in_the_tables(double freedom, double value) => Assert.Equal(value, StudentT.At975(freedom), tolerance: 0.002);

    private static Difference P50(IReadOnlyList<double> first, IReadOnlyList<double> second) =>
        Comparison.Of([SampleRuns.Of(first)], [SampleRuns.Of(second)], tolerance: 0.05).Single(d => d.Metric == "p50");
}
