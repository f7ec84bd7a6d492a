using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>
/// What a client sends, whose end is told only when nothing stands before it, or what stands there leads its reader nowhere. Kestrel takes the end for an unfinished
/// body wherever it hears of it together with the body's last bytes, as it does of a client that half-closes at once.
/// </summary>
internal sealed class HalfCloseInput(PipeReader input) : PipeReader
{
    /// <summary>Of what was there when the end was last kept back: less is there each time as long as the reader gets on.</summary>
    private long _lengthBeforeEnd;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var read = input.ReadAsync(cancellationToken);
        return read.IsCompletedSuccessfully ? new ValueTask<ReadResult>(KeepEndBack(read.Result)) : WaitAsync(read);
    }

    public override bool TryRead(out ReadResult result)
    {
        if (!input.TryRead(out result)) return false;
        result = KeepEndBack(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => input.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => input.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => input.CancelPendingRead();

    public override void Complete(Exception? exception = null) => input.Complete(exception);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> WaitAsync(ValueTask<ReadResult> read) => KeepEndBack(await read.ConfigureAwait(false));

    private ReadResult KeepEndBack(ReadResult result)
    {
        if (!result.IsCompleted || result.Buffer.IsEmpty || result.Buffer.Length == _lengthBeforeEnd) return result;
        _lengthBeforeEnd = result.Buffer.Length;
        return new ReadResult(result.Buffer, result.IsCanceled, isCompleted: false);
    }
}
