using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>What an item may not have where an index has its key: it may lack the attribute, but not have it with a value that cannot be a key.</summary>
/// <remarks>Source: tests/tier3/error-messages of https://github.com/nubo-db/dynamodb-conformance (four regions, 2026-06-23).</remarks>
internal static class IndexKeys
{
    /// <exception cref="AwsError">ValidationException.</exception>
    public static void Check(TableDefinition table, ReadOnlySpan<byte> item)
    {
        foreach (var index in table.IndexesByName)
        {
            foreach (var attribute in index.Key.Attributes)
            {
                var value = AttributeEnumerator.Find(item, attribute.EscapedName);
                if (!value.IsEmpty && table.Key.Find(attribute.EscapedName) is null) Check(index, attribute, value);
            }
        }
    }

    /// <summary>Values that an update sets as they are; what it computes is checked with the item.</summary>
    /// <exception cref="AwsError">ValidationException.</exception>
    public static void CheckUpdate(TableDefinition table, Bound<ImmutableArray<UpdateAction>>? update)
    {
        if (update is null || table.Indexes.Length == 0) return;
        foreach (var action in update.Tree)
        {
            if (action is not UpdateAction.Set(var path, Operand.Value(var slot))) continue;
            var isKey = table.Indexes.Any(i => i.Key.Find(update.Path(path).EscapedHead) is not null) && !update.Path(path).IsNested;
            var value = update.Value(slot).Span;
            if (!isKey || ItemJson.TypeOf(value) is not (AttributeType.S or AttributeType.B) || ItemSize.OfValue(value) > 0) continue;
            throw DynamoDbErrors.Validation("One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that "
                + $"is not supported. The AttributeValue for a key attribute cannot contain an empty {Kind(ItemJson.TypeOf(value))} value.");
        }
    }

    private static void Check(IndexDefinition index, KeyAttribute attribute, ReadOnlySpan<byte> value)
    {
        if (ItemJson.TypeOf(value) != attribute.Type)
        {
            throw DynamoDbErrors.Validation("One or more parameter values were invalid: "
                + $"Type mismatch for Index Key {attribute.Name} Expected: {attribute.Type} Actual: {ItemJson.TypeOf(value)} IndexName: {index.Name}");
        }

        var size = ItemSize.OfValue(value);
        if (size == 0)
        {
            throw DynamoDbErrors.Validation("One or more parameter values are not valid. A value specified for a secondary index key is not supported. "
                + $"The AttributeValue for a key attribute cannot contain an empty {Kind(attribute.Type)} value. IndexName: {index.Name}, IndexKey: {attribute.Name}");
        }

        PrimaryKey.CheckSize(attribute, value, isHash: attribute == index.Key.Hash);
    }

    private static string Kind(AttributeType type) => type == AttributeType.B ? "binary" : "string";
}
