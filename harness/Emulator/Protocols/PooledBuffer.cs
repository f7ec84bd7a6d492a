using System.Buffers;

namespace TaskTracker.Emulation.Protocols;

/// <summary>A growing byte buffer whose memory goes back to the shared pool.</summary>
internal sealed class PooledBuffer(int initialBytes = 1024) : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(initialBytes);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Forgets what was written after the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = length;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    /// <summary>How much a buffer holds next: twice as much, so that not every write copies all before it, as far as an array reaches.</summary>
    /// <exception cref="InvalidOperationException">No array holds what is to be written.</exception>
    public static int Grown(int capacity, int length, int sizeHint)
    {
        if ((long)length + Math.Max(1, sizeHint) > Array.MaxLength) throw new InvalidOperationException($"No array holds {length} and {sizeHint} more bytes.");
        return (int)Math.Min(Array.MaxLength, Math.Max(2L * capacity, (long)length + Math.Max(256, sizeHint)));
    }

    private void Reserve(int sizeHint)
    {
        if (_bytes.Length - Length >= Math.Max(1, sizeHint)) return;
        var larger = ArrayPool<byte>.Shared.Rent(Grown(_bytes.Length, Length, sizeHint));
        WrittenSpan.CopyTo(larger);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
