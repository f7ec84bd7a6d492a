using System.Diagnostics;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>How large the next group is expected to be, by what the last ones were and took.</summary>
public sealed class GatheringTests
{
    /// <summary>Why, the sizes of groups that took five milliseconds each, how many are waited for.</summary>
    [Theory]
    [InlineData("nothing was written", new int[0], 0)]
    [InlineData("as many as the last time", new[] { 16 }, 16)]
    [InlineData("a small one in between changes nothing", new[] { 16, 1 }, 16)]
    [InlineData("they are gone", new[] { 16, 1, 1 }, 1)]
    [InlineData("there are more", new[] { 1, 16 }, 16)]
    public void A_group_waits_until_it_is_as_large_as_the_last_two(string why, int[] groups, int expected)
    {
        var gathering = new Gathering();

        foreach (var count in groups) gathering.Wrote(count, Ago(5));

        Assert.Equal((why, expected), (why, gathering.Expected));
    }

    [Fact]
    public void A_quick_disk_is_not_waited_with()
    {
        var gathering = new Gathering();
        gathering.Wrote(16, Ago(5));

        // A write that takes no time at all.
        gathering.Wrote(16, Ago(-1000));

        Assert.Equal(0, gathering.Expected);
    }

    [Fact]
    public void What_is_quick_can_be_said()
    {
        var gathering = new Gathering { Quick = TimeSpan.FromHours(1) };

        gathering.Wrote(16, Ago(5));

        Assert.Equal(0, gathering.Expected);
    }

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(4000, 1000, 1500)]
    public void It_waits_a_quarter_of_a_write_and_a_millisecond_at_least(int wroteMs, int leastMs, int mostMs)
    {
        var gathering = new Gathering();

        gathering.Wrote(16, Ago(wroteMs));

        Assert.InRange(gathering.Patience, TimeSpan.FromMilliseconds(leastMs), TimeSpan.FromMilliseconds(mostMs));
    }

    private static long Ago(int ms) => Stopwatch.GetTimestamp() - (ms * Stopwatch.Frequency / 1000);
}
