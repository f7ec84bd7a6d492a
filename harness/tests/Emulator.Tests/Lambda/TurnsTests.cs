using Microsoft.Extensions.Time.Testing;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class TurnsTests : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(25);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<int> _begun = [];
    private readonly Turns<int> _turns;
    private bool _isIdle;

    public TurnsTests() => _turns = new Turns<int>(2, Length, _clock, () => _isIdle, _begun.Add);

    public void Dispose() => _turns.Dispose();

    [Fact]
    public void As_many_begin_at_once_as_there_are_turns_and_the_next_when_one_has_ended()
    {
        var first = Take(1, 2, 3, 4)[0];
        Assert.Equal([1, 2], _begun);

        _turns.End(first);

        Assert.Equal([1, 2, 3], _begun);
    }

    [Fact]
    public void Nobody_overtakes_those_that_wait()
    {
        var turns = Take(1, 2, 3);
        _turns.End(turns[1]);
        _turns.End(turns[0]);
        Take(4, 5);

        Assert.Equal([1, 2, 3, 4], _begun);
    }

    [Fact]
    public void What_has_had_its_time_keeps_nobody_waiting()
    {
        Take(1, 2, 3, 4, 5);
        Pass(Length - Turns<int>.Glance);
        Assert.Equal([1, 2], _begun);

        Pass(2 * Turns<int>.Glance);

        Assert.Equal([1, 2, 3, 4], _begun);
    }

    [Fact]
    public void While_a_processor_has_nothing_to_do_others_begin_beside_what_waits_for_something()
    {
        _isIdle = true;
        Take(1, 2, 3, 4, 5);

        Pass(Turns<int>.Glance);
        Assert.Equal([1, 2, 3, 4], _begun);
        Pass(Turns<int>.Glance);

        Assert.Equal([1, 2, 3, 4, 5], _begun);
    }

    [Fact]
    public void What_ends_after_its_time_gives_no_second_turn_away()
    {
        var turns = Take(1, 2, 3, 4, 5, 6);
        Pass(Length + Turns<int>.Glance);
        Assert.Equal([1, 2, 3, 4], _begun);

        _turns.End(turns[0]);
        Assert.Equal([1, 2, 3, 4], _begun);
        _turns.End(turns[2]);

        Assert.Equal([1, 2, 3, 4, 5], _begun);
    }

    private Turn<int>[] Take(params int[] work) => [.. work.Select(_turns.Take)];

    private void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Turns<int>.Glance) _clock.Advance(Turns<int>.Glance);
    }
}
