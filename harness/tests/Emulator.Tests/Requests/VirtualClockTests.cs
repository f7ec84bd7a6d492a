using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Tests.Security;

namespace TaskTracker.Emulation.Tests.Requests;

public sealed class VirtualClockTests : IDisposable
{
    private readonly KeptLogs _told = new();
    private readonly FakeTimeProvider _real = new();
    private readonly VirtualClock _clock;

    public VirtualClockTests() => _clock = new VirtualClock(_real, _told.CreateLogger<VirtualClock>());

    [Fact]
    public void A_timer_that_fails_is_told_of_and_goes_on()
    {
        using var timer = _clock.CreateTimer(_ => throw new InvalidOperationException("a bug"), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        _real.Advance(TimeSpan.FromMinutes(1));
        _real.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, _told.Lines.Count);
        Assert.All(_told.Lines, line => Assert.Contains("a bug", line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_clock_is_not_moved_to_where_the_calendar_ends()
    {
        var before = _clock.GetUtcNow();

        Assert.Throws<OverflowException>(() => _clock.Advance(TimeSpan.FromDays(3_000_000)));
        Assert.Throws<OverflowException>(() => _clock.Advance(TimeSpan.MaxValue));
        Assert.Equal(before, _clock.GetUtcNow());
        _clock.Advance(new DateTimeOffset(8999, 12, 31, 0, 0, 0, TimeSpan.Zero) - before);
        Assert.Equal(8999, _clock.GetUtcNow().Year);
        Assert.Throws<OverflowException>(() => _clock.Advance(TimeSpan.FromDays(1)));
    }

    public void Dispose() => _told.Dispose();
}
