using Microsoft.Extensions.Time.Testing;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;

namespace TaskTracker.Emulation.Tests.DynamoDb.Throttling;

public sealed class CapacityBucketTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_new_one_holds_five_minutes_of_its_units()
    {
        var bucket = new CapacityBucket(unitsPerSecond: 5, _clock);

        bucket.Take(halves: 2999);
        var last = bucket.IsEmpty;
        bucket.Take(halves: 1);

        Assert.Equal((false, true), (last, bucket.IsEmpty));
    }

    [Fact]
    public void What_was_taken_comes_back_second_by_second_and_never_beyond_five_minutes()
    {
        var bucket = new CapacityBucket(unitsPerSecond: 2, _clock);
        bucket.Take(halves: 1200);

        List<double> held = [bucket.Halves];
        foreach (var seconds in (double[])[1, 9.5, 289.5, 86_400])
        {
            _clock.Advance(TimeSpan.FromSeconds(seconds));
            held.Add(bucket.Halves);
        }

        Assert.Equal([0, 4, 42, 1200, 1200], held.Select(h => Math.Round(h, 6)));
    }

    [Fact]
    public void Who_took_more_than_there_was_waits_until_it_is_paid_back()
    {
        var bucket = new CapacityBucket(unitsPerSecond: 1, _clock);
        bucket.Take(halves: 600 + 20);

        _clock.Advance(TimeSpan.FromSeconds(10));
        var paidBack = bucket.IsEmpty;
        _clock.Advance(TimeSpan.FromSeconds(0.25));

        Assert.Equal((true, false), (paidBack, bucket.IsEmpty));
    }

    [Theory]
    [InlineData("more units: it holds what it held", 10, 500, 100)]
    [InlineData("fewer units: it holds no more than five minutes of them", 1, 0, 600)]
    [InlineData("a debt stays a debt, paid back faster", 100, 700, -100)]
    public void With_other_units_it_goes_on_from_what_there_is(string why, long units, long taken, double expected)
    {
        var bucket = new CapacityBucket(unitsPerSecond: units == 1 ? 5 : 1, _clock);
        bucket.Take(taken);

        Assert.True(Math.Abs(bucket.With(units).Halves - expected) < 1e-6, why);
    }

    [Fact]
    public void Of_what_many_take_at_once_nothing_is_lost()
    {
        var bucket = new CapacityBucket(unitsPerSecond: 1000, _clock);

        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 50_000; i++) bucket.Take(halves: 2);
        });

        Assert.Equal(600_000 - 800_000, bucket.Halves, tolerance: 1);
    }
}
