using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>Deletes items whose time is over, every second of the virtual clock.</summary>
internal sealed class ExpirySweep : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Of a table at once, so that writers come in between.</summary>
    private const int BatchSize = 100;

    private readonly Tables _tables;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private int _isBusy;

    public ExpirySweep(Tables tables, TimeProvider clock)
    {
        (_tables, _clock) = (tables, clock);
        _timer = clock.CreateTimer(_ => _ = SweepAsync(), null, Period, Period);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private async Task SweepAsync()
    {
        if (Interlocked.Exchange(ref _isBusy, 1) == 1) return;
        try
        {
            foreach (var table in _tables.All)
            {
                if (table.Expiry is { } expiry) await SweepAsync(table, expiry).ConfigureAwait(false);
            }
        }
        catch (NotDurable)
        {
            // Logged where it happened; what is over now is over the next time too.
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }

    private async Task SweepAsync(Table table, ExpiryQueue expiry)
    {
        while (true)
        {
            var now = _clock.GetUtcNow();
            var due = expiry.Due(now, BatchSize);
            foreach (var key in due) await DeleteAsync(table, expiry, key, now).ConfigureAwait(false);
            if (due.Count < BatchSize) return;
        }
    }

    private static ValueTask<bool> DeleteAsync(Table table, ExpiryQueue expiry, byte[] key, DateTimeOffset now) =>
        table.CommitAsync((table, expiry, key, now), static s =>
        {
            var isOver = s.expiry.IsOver(s.table.Find(s.key), s.now);
            return (isOver ? (ItemChange?)new ItemChange.Deleted(s.key) { IsExpiry = true } : null, isOver);
        });
}
