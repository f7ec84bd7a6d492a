using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Reads;

/// <summary>What a Query or a Scan reads: a table or one of its indexes.</summary>
internal sealed record ReadSource(Table Table, SecondaryIndex? Index)
{
    public KeySchema Key => Index?.Definition.Key ?? Table.Key;

    /// <summary>The attributes that name one entry.</summary>
    public IReadOnlyList<KeyAttribute> StartKey => Index?.StartKey ?? Table.Key.Attributes;

    /// <exception cref="AwsError">ResourceNotFoundException, or ValidationException: no such index, or one that cannot be read that way.</exception>
    public static ReadSource Of(Tables tables, string table, ItemParameters sent)
    {
        var found = tables.GetForItems(TableNames.NameOf(table));
        if (sent.IndexName is not { } name) return new ReadSource(found, null);
        var index = found.Indexes.FirstOrDefault(i => i.Definition.Name == name)
            ?? throw DynamoDbErrors.Validation($"The table does not have the specified index: {name}");
        if (index.Definition.IsGlobal && sent.ConsistentRead is true) throw DynamoDbErrors.Validation("Consistent reads are not supported on global secondary indexes");
        return new ReadSource(found, index);
    }

    public TreeWalk<Item> Walk(KeyRange range, bool isReverse) => Index?.Walk(range, isReverse) ?? Table.Walk(range, isReverse);

    /// <summary>The item whose entry in the index this is.</summary>
    public Item? ItemOf(Item entry) => Table.Find(PrimaryKey.OfItem(Table.Key, entry.Json));

    /// <summary>The encoded key of the entry that a request goes on after.</summary>
    /// <exception cref="AwsError">ValidationException.</exception>
    public byte[] Encode(ReadOnlySpan<byte> startKey)
    {
        var primary = TableKey(startKey);
        if (Index is null) return primary;
        var range = Key.Range is null ? default : AttributeEnumerator.Find(startKey, Key.Range.EscapedName);
        return KeyEncoding.OfIndex(AttributeEnumerator.Find(startKey, Key.Hash.EscapedName), range, primary);
    }

    /// <summary>One attribute of the key among those that a request goes on after.</summary>
    /// <exception cref="AwsError">ValidationException: it is missing, or cannot be such a key.</exception>
    public void CheckKeyPart(KeyAttribute attribute, ReadOnlySpan<byte> startKey)
    {
        var value = AttributeEnumerator.Find(startKey, attribute.EscapedName);
        if (value.IsEmpty) throw StartKeys.Invalid();
        if (ItemJson.TypeOf(value) != attribute.Type) throw DynamoDbErrors.KeyDoesNotMatch();
        PrimaryKey.CheckSize(attribute, value, isHash: attribute == Key.Hash);
    }

    private byte[] TableKey(ReadOnlySpan<byte> startKey)
    {
        try
        {
            return PrimaryKey.OfAttributes(Table.Key, startKey);
        }
        catch (AwsError refusal)
        {
            throw StartKeys.Invalid(refusal.Message);
        }
    }
}
