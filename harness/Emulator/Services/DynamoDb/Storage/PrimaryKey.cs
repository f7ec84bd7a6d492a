using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>Takes the primary key out of what a request sent, and checks it against the table.</summary>
internal static class PrimaryKey
{
    private const int MaxHashBytes = 2048;
    private const int MaxRangeBytes = 1024;

    /// <summary>The encoded key of an item that is to be stored.</summary>
    /// <exception cref="AwsError">ValidationException.</exception>
    public static byte[] OfItem(KeySchema schema, ReadOnlySpan<byte> item)
    {
        var hash = FromItem(schema.Hash, item);
        var range = schema.Range is null ? default : FromItem(schema.Range, item);
        return Encode(schema, hash, range);
    }

    /// <summary>The encoded key that a request names an item by: the key's attributes and no other.</summary>
    /// <exception cref="AwsError">ValidationException.</exception>
    public static byte[] OfKey(KeySchema schema, ReadOnlySpan<byte> key) =>
        AttributeEnumerator.Count(key) == schema.Count ? OfAttributes(schema, key) : throw DynamoDbErrors.KeyDoesNotMatch();

    /// <summary>The same for attributes among which the key is.</summary>
    /// <exception cref="AwsError">ValidationException.</exception>
    public static byte[] OfAttributes(KeySchema schema, ReadOnlySpan<byte> attributes)
    {
        var hash = AttributeEnumerator.Find(attributes, schema.Hash.EscapedName);
        var range = schema.Range is null ? default : AttributeEnumerator.Find(attributes, schema.Range.EscapedName);
        var isComplete = ItemJson.TypeOf(hash) == schema.Hash.Type && (schema.Range is null || ItemJson.TypeOf(range) == schema.Range.Type);
        return isComplete ? Encode(schema, hash, range) : throw DynamoDbErrors.KeyDoesNotMatch();
    }

    private static ReadOnlySpan<byte> FromItem(KeyAttribute attribute, ReadOnlySpan<byte> item)
    {
        var value = AttributeEnumerator.Find(item, attribute.EscapedName);
        if (value.IsEmpty) throw DynamoDbErrors.Validation($"One or more parameter values were invalid: Missing the key {attribute.Name} in the item");
        if (ItemJson.TypeOf(value) == attribute.Type) return value;
        throw DynamoDbErrors.Validation(
            $"One or more parameter values were invalid: Type mismatch for key {attribute.Name} expected: {attribute.Type} actual: {ItemJson.TypeOf(value)}");
    }

    private static byte[] Encode(KeySchema schema, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> range)
    {
        CheckSize(schema.Hash, hash, isHash: true);
        if (schema.Range is not null) CheckSize(schema.Range, range, isHash: false);
        return KeyEncoding.Encode(hash, range);
    }

    /// <exception cref="AwsError">ValidationException: a value that is empty or too long for a key.</exception>
    public static void CheckSize(KeyAttribute attribute, ReadOnlySpan<byte> value, bool isHash)
    {
        var size = ItemSize.OfValue(value);
        var tooLong = isHash ? "Size of hashkey has exceeded the maximum size limit of2048 bytes" : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes";
        if (size > (isHash ? MaxHashBytes : MaxRangeBytes)) throw DynamoDbErrors.Validation($"One or more parameter values were invalid: {tooLong}");
        if (size > 0) return;
        var kind = attribute.Type == AttributeType.B ? "binary" : "string";
        throw DynamoDbErrors.Validation(
            $"One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty {kind} value. Key: {attribute.Name}");
    }
}
