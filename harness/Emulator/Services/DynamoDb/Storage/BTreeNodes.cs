using System.Buffers.Binary;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>A key with its first eight bytes at hand, which decide nearly every comparison without following a reference.</summary>
internal readonly struct TreeKey(byte[] bytes)
{
    private readonly ulong _prefix = PrefixOf(bytes);

    public byte[] Bytes { get; } = bytes;

    public static ulong PrefixOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 8) return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        Span<byte> padded = stackalloc byte[8];
        padded.Clear();
        bytes.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    public int CompareTo(ulong prefix, ReadOnlySpan<byte> bytes) =>
        _prefix != prefix ? _prefix.CompareTo(prefix) : Bytes.AsSpan().SequenceCompareTo(bytes);
}

/// <summary>Keys in order; they never change.</summary>
internal abstract class TreeNode<TValue>(TreeKey[] keys)
    where TValue : class
{
    protected TreeKey[] Keys { get; } = keys;

    public byte[] KeyAt(int index) => Keys[index].Bytes;

    /// <summary>The index of the key, or the complement of where it would be.</summary>
    public int Search(ulong prefix, ReadOnlySpan<byte> key)
    {
        var (low, high) = (0, Keys.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Keys[middle].CompareTo(prefix, key);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    /// <summary>The index of the key, or of the first one after it.</summary>
    public int SlotOf(ulong prefix, ReadOnlySpan<byte> key)
    {
        var at = Search(prefix, key);
        return at < 0 ? ~at : at;
    }

    /// <summary>The index of the first key after the given one.</summary>
    public int SlotAfter(ulong prefix, ReadOnlySpan<byte> key)
    {
        var at = Search(prefix, key);
        return at < 0 ? ~at : at + 1;
    }
}

/// <summary>Keys with their values.</summary>
internal sealed class TreeLeaf<TValue>(TreeKey[] keys, TValue[] values) : TreeNode<TValue>(keys)
    where TValue : class
{
    public int Count => values.Length;

    public TreeKey First => Keys[0];

    public TValue Value(int index) => Volatile.Read(ref values[index]);

    public TValue Exchange(int index, TValue value) => Interlocked.Exchange(ref values[index], value);

    public TreeLeaf<TValue> With(int index, TreeKey key, TValue value) => new(Keys.With(index, key), values.With(index, value));

    public TreeLeaf<TValue> Without(int index) => new(Keys.Without(index), values.Without(index));

    public TreeLeaf<TValue> Slice(int from, int to) => new(Keys[from..to], values[from..to]);
}

/// <param name="keys">One fewer than children: each is at most the first key below the child to its right.</param>
internal sealed class TreeBranch<TValue>(TreeKey[] keys, TreeNode<TValue>[] children) : TreeNode<TValue>(keys)
    where TValue : class
{
    public int Count => children.Length;

    public TreeNode<TValue> Child(int slot) => Volatile.Read(ref children[slot]);

    public void SetChild(int slot, TreeNode<TValue> child) => Volatile.Write(ref children[slot], child);

    public TreeBranch<TValue> WithSplit(int slot, TreeNode<TValue> left, TreeKey middle, TreeNode<TValue> right)
    {
        var all = children.With(slot + 1, right);
        all[slot] = left;
        return new TreeBranch<TValue>(Keys.With(slot, middle), all);
    }

    public (TreeBranch<TValue> Left, TreeKey Middle, TreeBranch<TValue> Right) Split()
    {
        var half = children.Length / 2;
        return (new TreeBranch<TValue>(Keys[..(half - 1)], children[..half]), Keys[half - 1], new TreeBranch<TValue>(Keys[half..], children[half..]));
    }

    public TreeBranch<TValue> Without(int slot) => new(Keys.Without(Math.Max(0, slot - 1)), children.Without(slot));
}

/// <summary>Copies of arrays with one element more or less.</summary>
internal static class ArrayCopies
{
    public static T[] With<T>(this T[] array, int index, T element)
    {
        var larger = new T[array.Length + 1];
        Array.Copy(array, larger, index);
        larger[index] = element;
        Array.Copy(array, index, larger, index + 1, array.Length - index);
        return larger;
    }

    public static T[] Without<T>(this T[] array, int index)
    {
        var smaller = new T[array.Length - 1];
        Array.Copy(array, smaller, index);
        Array.Copy(array, index + 1, smaller, index, smaller.Length - index);
        return smaller;
    }
}
