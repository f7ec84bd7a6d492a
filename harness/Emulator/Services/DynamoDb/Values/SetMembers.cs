using System.IO.Hashing;

namespace TaskTracker.Emulation.Services.DynamoDb.Values;

/// <summary>Says of many elements whether a set has them: it looks through a few, and hashes many once.</summary>
internal readonly ref struct SetMembers
{
    private const int Few = 32;

    private readonly ReadOnlySpan<byte> _set;

    /// <summary>Where the elements lie, each at the slot that its hash names or after it; a power of two of slots, half of them free. <c>null</c> for few elements.</summary>
    private readonly (int Start, int Length)[]? _slots;

    /// <param name="set">The content of the set, <c>["…",…]</c>.</param>
    /// <param name="others">The content of the set whose elements it will be asked about.</param>
    public SetMembers(ReadOnlySpan<byte> set, ReadOnlySpan<byte> others)
    {
        _set = set;
        var count = ElementEnumerator.Count(set);
        if (count <= Few || ElementEnumerator.Count(others) <= Few) return;
        _slots = new (int Start, int Length)[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count * 2)];
        var elements = new ElementEnumerator(set);
        while (elements.MoveNext()) _slots[FreeSlot(_slots, elements.Current)] = (elements.Start, elements.Current.Length);
    }

    public bool Contains(ReadOnlySpan<byte> element)
    {
        if (_slots is null) return ElementEnumerator.Contains(_set, element);
        for (var slot = SlotOf(_slots, element); _slots[slot].Start != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var (start, length) = _slots[slot];
            if (_set.Slice(start, length).SequenceEqual(element)) return true;
        }

        return false;
    }

    private static int FreeSlot((int Start, int Length)[] slots, ReadOnlySpan<byte> element)
    {
        var slot = SlotOf(slots, element);
        while (slots[slot].Start != 0) slot = (slot + 1) & (slots.Length - 1);
        return slot;
    }

    private static int SlotOf((int Start, int Length)[] slots, ReadOnlySpan<byte> element) => (int)XxHash3.HashToUInt64(element) & (slots.Length - 1);
}
