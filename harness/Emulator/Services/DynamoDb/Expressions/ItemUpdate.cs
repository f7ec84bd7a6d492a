using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Expressions;

/// <summary>The item that an update makes.</summary>
internal static class ItemUpdate
{
    /// <param name="key">The attributes of the key, which a new item begins with.</param>
    /// <exception cref="AwsError">ValidationException: the update does not go with the item, or makes it too large.</exception>
    public static Item Apply(Bound<ImmutableArray<UpdateAction>>? update, ReadOnlyMemory<byte> key, Item? existing)
    {
        var before = existing?.Json ?? key;
        if (update is null) return existing ?? new Item(before.ToArray(), ItemSize.OfAttributes(before.Span));
        using var updated = new PooledBuffer(before.Length + 256);
        update.Apply(before, updated);
        var sizeBytes = ItemSize.OfAttributes(updated.WrittenSpan);
        if (Math.Max(sizeBytes, UpdateSize.Measure(update, updated.WrittenSpan)) > ItemSize.MaxItemBytes) throw DynamoDbErrors.ItemTooLargeToUpdate();
        return new Item(updated.WrittenSpan.ToArray(), sizeBytes);
    }
}
