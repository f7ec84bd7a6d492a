using System.IO.Hashing;
using System.Text;

namespace TaskTracker.Emulation.Journal;

/// <param name="Value"><c>null</c>: the row is removed.</param>
/// <param name="UpTo">Of a removal of all rows from the key on: the first that stays; otherwise <c>null</c>.</param>
internal readonly record struct RowWrite(byte[] Key, byte[]? Value, byte[]? UpTo);

/// <summary>What one change does to the rows of its state: all of it, or nothing.</summary>
internal sealed class RowBatch
{
    public const int SealBytes = sizeof(ulong);

    private readonly List<RowWrite> _writes = new(1);

    public IReadOnlyList<RowWrite> Writes => _writes;

    public void Put(string key, ReadOnlySpan<byte> value) => Put(Encoding.UTF8.GetBytes(key), value);

    public void Put(byte[] key, ReadOnlySpan<byte> value)
    {
        var kept = new byte[value.Length + SealBytes];
        value.CopyTo(kept);
        PutSealed(key, kept);
    }

    /// <param name="value">Ends with eight bytes for the seal.</param>
    public void PutSealed(byte[] key, byte[] value)
    {
        var content = value.AsSpan(0, value.Length - SealBytes);
        BitConverter.TryWriteBytes(value.AsSpan(content.Length), SealOf(key, content));
        _writes.Add(new RowWrite(key, value, null));
    }

    public void Remove(string key) => Remove(Encoding.UTF8.GetBytes(key));

    public void Remove(byte[] key) => _writes.Add(new RowWrite(key, null, null));

    public void RemoveAll(string prefix) => RemoveAll(Encoding.UTF8.GetBytes(prefix));

    public void RemoveAll(byte[] prefix)
    {
        var next = prefix.AsSpan().TrimEnd((byte)0xFF).ToArray();
        next[^1]++;
        _writes.Add(new RowWrite(prefix, null, next));
    }

    /// <summary>Removes rows from one key on up to another, which stays.</summary>
    public void RemoveBetween(string from, string upTo) => RemoveBetween(Encoding.UTF8.GetBytes(from), Encoding.UTF8.GetBytes(upTo));

    public void RemoveBetween(byte[] from, byte[] upTo) => _writes.Add(new RowWrite(from, null, upTo));

    /// <summary>A kept value without its seal.</summary>
    /// <exception cref="InvalidDataException">The row is not what was written.</exception>
    public static ReadOnlySpan<byte> Unseal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> kept)
    {
        if (kept.Length < SealBytes) throw new InvalidDataException("A row is cut off.");
        var content = kept[..^SealBytes];
        return BitConverter.ToUInt64(kept[^SealBytes..]) == SealOf(key, content) ? content : throw new InvalidDataException("A row is not what was written.");
    }

    private static ulong SealOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content) => XxHash3.HashToUInt64(content, (long)XxHash3.HashToUInt64(key));
}
