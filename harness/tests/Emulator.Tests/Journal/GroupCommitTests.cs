using System.Diagnostics;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>What the ledger promises those who write at the same time.</summary>
public sealed class GroupCommitTests
{
    [Fact]
    public async Task All_who_come_while_the_disk_is_busy_share_the_next_write()
    {
        using var folder = new LedgerFolder();
        using var busy = new Busy();
        var first = folder.Put("first", 0, busy.Stay);
        await busy.Began;
        var before = folder.Commits();

        var others = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(() => folder.Put($"other-{n}", n), Cancellation)));
        busy.Release();
        foreach (var other in others) await other.WaitAsync();

        Assert.Equal(before + 1, folder.Commits());
        Assert.All(others, other => Assert.Same(others[0].Group, other.Group));
        Assert.NotSame(first.Group, others[0].Group);
        Assert.Equal(Enumerable.Range(0, 9), folder.Reopened().Values.Order());
    }

    [Fact]
    public async Task The_last_who_asked_is_the_last_who_is_written_and_told()
    {
        using var folder = new LedgerFolder();
        var gate = new Lock();
        List<int> told = [];
        List<NumberEntry> asked = [];
        void Ask()
        {
            for (var i = 0; i < 250; i++)
            {
                lock (gate) asked.Add(folder.Put("same", asked.Count, entry => told.Add(entry.Number)));
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Ask, Cancellation)));
        foreach (var entry in asked) await entry.WaitAsync();

        Assert.Equal(Enumerable.Range(0, 1000), told);
        Assert.Equal(999, folder.Reopened()["same"]);
    }

    [Fact]
    public async Task The_first_of_as_many_as_usual_waits_for_the_others()
    {
        var gathering = new Gathering();
        using var folder = new LedgerFolder(gathering);
        await folder.Put("before", 0).WaitAsync();
        var before = folder.Commits();

        // As if the last group had been of three and had taken an hour: the next one may wait for a quarter of that.
        gathering.Wrote(3, Stopwatch.GetTimestamp() - (3600 * Stopwatch.Frequency));
        var first = folder.Put("first", 1);
        await Assert.ThrowsAsync<TimeoutException>(() => first.WaitAsync().AsTask().WaitAsync(TimeSpan.FromMilliseconds(100), Cancellation));
        var second = folder.Put("second", 2);
        var third = folder.Put("third", 3);
        await third.WaitAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(before + 1, folder.Commits());
        Assert.Equal((first.Group, first.Group), (second.Group, third.Group));
    }

    [Fact]
    public async Task What_is_queued_at_the_end_is_written_and_nothing_comes_after()
    {
        using var folder = new LedgerFolder();
        using var busy = new Busy();
        folder.Put("first", 1, busy.Stay);
        await busy.Began;
        var queued = folder.Put("queued", 2);

        var end = Task.Run(folder.End, Cancellation);
        busy.Release();
        await end;

        await queued.WaitAsync();
        Assert.Throws<NotDurable>(() => folder.Put("late", 3));
        Assert.Equal([1, 2], folder.Reopened().Values.Order());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
}

/// <summary>Keeps the ledger's thread from its next write.</summary>
internal sealed class Busy : IDisposable
{
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _released = new();

    public Task Began => _began.Task;

    public void Stay(NumberEntry entry)
    {
        _began.SetResult();
        _released.Wait();
    }

    public void Release() => _released.Set();

    public void Dispose() => _released.Dispose();
}
