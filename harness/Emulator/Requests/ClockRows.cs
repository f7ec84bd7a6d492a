using System.Buffers.Binary;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Requests;

/// <summary>One row: by how many ticks the clock is ahead.</summary>
internal sealed class ClockRows() : StateRows<ClockMoved>("clock")
{
    public override void Write(ClockMoved change, RowBatch rows)
    {
        Span<byte> ticks = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(ticks, change.Ahead.Ticks);
        rows.Put("ahead", ticks);
    }

    public override ClockMoved Read(byte[] key, ReadOnlySpan<byte> value) => new(TimeSpan.FromTicks(BinaryPrimitives.ReadInt64BigEndian(value)));
}
