using System.Collections.Concurrent;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class StartQueueTests
{
    private readonly StartQueue _queue = new(slots: 8);
    private readonly BlockingCollection<(string Name, StartSlot Slot)> _begun = [];

    [Fact]
    public void Functions_take_turns()
    {
        const int Rounds = 20;
        var slots = Take(Line("first", wanted: 1000), 6).Concat(Take(Line("second", wanted: 1000), 2)).ToList();
        var second = 0;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (_, slot) in slots) _queue.Release(slot);
            slots = [.. Enumerable.Range(0, 8).Select(_ => _begun.Take(TestContext.Current.CancellationToken))];
            second += slots.Count(s => s.Name == "second");
        }

        // Half of them, but for a thread that loses the processor between its turn and its place in the line.
        Assert.InRange(second, Rounds * 8 * 3 / 10, Rounds * 8 * 7 / 10);
    }

    [Fact]
    public void One_function_leaves_slots_for_the_others()
    {
        Take(Line("hangs", wanted: 100), 6);

        var other = Take(Line("other", wanted: 1), 1);

        Assert.Equal("other", other[0].Name);
    }

    [Fact]
    public void Those_that_are_kept_ready_take_half_of_the_slots_at_most_and_let_invocations_go_first()
    {
        var ahead = Take(Line("ahead", wanted: 100, isAhead: true), 4);
        var needed = Take(Line("needed", wanted: 5), 4);

        _queue.Release(ahead[0].Slot);
        var first = _begun.Take(TestContext.Current.CancellationToken);
        _queue.Release(needed[0].Slot);
        var then = _begun.Take(TestContext.Current.CancellationToken);

        Assert.Equal(("needed", "ahead"), (first.Name, then.Name));
    }

    [Fact]
    public void What_is_needed_no_more_is_not_begun_and_keeps_no_slot()
    {
        var ended = Line("ended", wanted: 0);
        for (var i = 0; i < 20; i++) _queue.Request(ended);

        var begun = Take(Line("other", wanted: 6), 6);

        Assert.All(begun, b => Assert.Equal("other", b.Name));
    }

    /// <param name="wanted">How many it begins.</param>
    private StartLine Line(string name, int wanted, bool isAhead = false)
    {
        var left = wanted;
        return new StartLine(isAhead, slot =>
        {
            if (Interlocked.Decrement(ref left) < 0) return false;
            _begun.Add((name, slot));
            return true;
        });
    }

    /// <summary>Lets the line begin so many.</summary>
    private List<(string Name, StartSlot Slot)> Take(StartLine line, int count)
    {
        _queue.Request(line);
        return [.. Enumerable.Range(0, count).Select(_ => _begun.Take(TestContext.Current.CancellationToken))];
    }
}
