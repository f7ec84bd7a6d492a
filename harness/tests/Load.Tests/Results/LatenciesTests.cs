using CsCheck;
using TaskTracker.Load.Measuring;

namespace TaskTracker.Load.Tests.Results;

public sealed class LatenciesTests
{
    [Fact]
    public void What_two_have_recorded_adds_up_to_what_one_would_have()
    {
        Gen.Select(Gen.Long[1, 700_000_000].List[0, 200], Gen.Long[1, 2_000_000].List[0, 200]).Sample((a, b) =>
        {
            var (first, second, both) = (Of(a), Of(b), Of([.. a, .. b]));

            first.Add(second);

            Assert.Equal(both.ToPairs(), first.ToPairs());
        }, iter: 300);
    }

    [Fact]
    public void A_histogram_survives_its_written_form()
    {
        Gen.Long[1, 700_000_000].List[1, 300].Sample(values =>
        {
            var latencies = Of(values);

            var read = Latencies.FromPairs(latencies.ToPairs());

            Assert.Equal(latencies.ToPairs(), read.ToPairs());
            Assert.Equal(latencies.AtMs(99), read.AtMs(99));
        }, iter: 300);
    }

    [Theory]
    [InlineData(new long[] { 5 })]
    [InlineData(new long[] { 0, 1 })]
    [InlineData(new long[] { 10, -1 })]
    public void What_is_no_histogram_is_refused(long[] pairs) => Assert.Throws<FormatException>(() => Latencies.FromPairs(pairs));

    private static Latencies Of(IEnumerable<long> microseconds)
    {
        var latencies = new Latencies();
        foreach (var value in microseconds) latencies.Record(TimeSpan.FromMicroseconds(value));
        return latencies;
    }
}
