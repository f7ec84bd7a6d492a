using System.IO.Hashing;
using System.Numerics;

namespace TaskTracker.Emulation.Services.DynamoDb.Values;

/// <summary>Where many texts lie in a JSON, each at the slot that its hash names or after it.</summary>
/// <param name="json">Begins with a bracket, so that no text begins at 0.</param>
/// <param name="count">How many texts there will be at most.</param>
internal readonly ref struct TextPlaces(ReadOnlySpan<byte> json, int count)
{
    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>A power of two of slots, half of them free.</summary>
    private readonly (int Start, int Length)[] _slots = new (int Start, int Length)[BitOperations.RoundUpToPowerOf2((uint)count * 2)];

    public void Add(int start, int length) => _slots[SlotOf(_json.Slice(start, length))] = (start, length);

    /// <summary>Where a text begins; 0 when it was not added.</summary>
    public int Find(ReadOnlySpan<byte> text) => _slots[SlotOf(text)].Start;

    /// <summary>The slot of a text, or the free one where it would be.</summary>
    private int SlotOf(ReadOnlySpan<byte> text)
    {
        var slot = (int)XxHash3.HashToUInt64(text) & (_slots.Length - 1);
        while (_slots[slot] is { Start: not 0 } taken && !_json.Slice(taken.Start, taken.Length).SequenceEqual(text)) slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }
}
