using System.Text;
using System.Threading.Channels;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>What a function has to say, as its role, to a stream.</summary>
internal sealed record LineBatch(Caller Caller, string Group, string Stream, IReadOnlyList<(long TimestampMs, byte[] Message)> Lines);

/// <summary>
/// Lines of functions on their way to a data directory. Nobody is told that they are written, so nobody waits: they can be read when they are on the disk,
/// and all that came for a stream while it was busy go together. Of what comes faster than the disk takes it, a line says how much is missing.
/// </summary>
internal sealed class LineBacklog : IAsyncDisposable
{
    public const long MostBytes = 64 << 20;

    private readonly Channel<LineBatch> _batches = Channel.CreateUnbounded<LineBatch>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Action<LineBatch> _write;
    private readonly Task _writing;
    private long _waitingBytes;

    public LineBacklog(Action<LineBatch> write)
    {
        _write = write;
        _writing = Task.Run(WriteAllAsync);
    }

    public void Add(LineBatch batch)
    {
        if (Volatile.Read(ref _waitingBytes) + Bytes(batch) > MostBytes) batch = Missing(batch);
        Interlocked.Add(ref _waitingBytes, Bytes(batch));
        _batches.Writer.TryWrite(batch);
    }

    /// <summary>Writes what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    private static long Bytes(LineBatch batch) => batch.Lines.Sum(l => (long)l.Message.Length);

    private static LineBatch Missing(LineBatch batch) => batch with
    {
        Lines = [(batch.Lines[^1].TimestampMs, Encoding.UTF8.GetBytes($"{batch.Lines.Count} lines are missing here: they came faster than the data directory takes them.\n"))],
    };

    private async Task WriteAllAsync()
    {
        while (await _batches.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var waiting = new List<LineBatch>();
            while (_batches.Reader.TryRead(out var batch)) waiting.Add(batch);
            Interlocked.Add(ref _waitingBytes, -waiting.Sum(Bytes));
            foreach (var together in waiting.GroupBy(b => (b.Caller.RoleArn, b.Group, b.Stream)))
            {
                Write(together.Last() with { Lines = [.. together.SelectMany(b => b.Lines)] });
            }
        }
    }

    private void Write(LineBatch batch)
    {
        try
        {
            _write(batch);
        }
        catch (AwsError)
        {
            // The group or the stream has been deleted meanwhile.
        }
        catch (NotDurable)
        {
            // Told where it happened; what could not be kept is not shown either.
        }
    }
}
