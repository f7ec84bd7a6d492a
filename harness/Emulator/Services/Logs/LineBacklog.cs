using System.Threading.Channels;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>What a function has to say, as its role, to a stream.</summary>
internal sealed record LineBatch(Caller Caller, string Group, string Stream, IReadOnlyList<(long TimestampMs, byte[] Message)> Lines);

/// <summary>
/// Lines of functions on their way to a data directory. Nobody is told that they are written, so nobody waits: they can be read when they are on the disk,
/// and all that came for a stream while it was busy go together.
/// </summary>
internal sealed class LineBacklog : IAsyncDisposable
{
    private readonly Channel<LineBatch> _batches = Channel.CreateUnbounded<LineBatch>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Action<LineBatch> _write;
    private readonly Task _writing;

    public LineBacklog(Action<LineBatch> write)
    {
        _write = write;
        _writing = Task.Run(WriteAllAsync);
    }

    public void Add(LineBatch batch) => _batches.Writer.TryWrite(batch);

    /// <summary>Writes what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    private async Task WriteAllAsync()
    {
        while (await _batches.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var waiting = new List<LineBatch>();
            while (_batches.Reader.TryRead(out var batch)) waiting.Add(batch);
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
