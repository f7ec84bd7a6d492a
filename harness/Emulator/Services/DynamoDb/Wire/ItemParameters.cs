using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>Attributes that a request sent: where they stand in its buffer, and the first rule they break.</summary>
internal readonly record struct SentAttributes(int Start, int Length, string? Problem);

/// <summary>
/// The members that operations on items have on the wire, each absent when <c>null</c>. An operation looks at those that are its own.
/// Attribute values lie in one pooled buffer, which lives until the request is done.
/// </summary>
internal sealed class ItemParameters : IDisposable
{
    private readonly PooledBuffer _buffer = new();

    private ItemParameters()
    {
    }

    public string? TableName { get; private set; }

    public SentAttributes? Item { get; private set; }

    public SentAttributes? Key { get; private set; }

    public SentAttributes? ExclusiveStartKey { get; private set; }

    public ExpressionParameters Expressions { get; } = new();

    public string? ReturnValues { get; private set; }

    public string? ReturnConsumedCapacity { get; private set; }

    public string? ReturnItemCollectionMetrics { get; private set; }

    public string? ReturnValuesOnConditionCheckFailure { get; private set; }

    public bool? ConsistentRead { get; private set; }

    public long? Limit { get; private set; }

    public string? Select { get; private set; }

    /// <summary>Halves of capacity units, once the operation is done.</summary>
    public long ConsumedHalves { get; set; }

    /// <exception cref="AwsError">SerializationException: a member has another type than it should.</exception>
    public static ItemParameters Read(ReadOnlySpan<byte> body)
    {
        var json = new WireReader(body);
        var parameters = new ItemParameters();
        while (json.NextMember())
        {
            if (!parameters.ReadOwn(ref json) && !parameters.Expressions.Read(ref json, parameters._buffer)) json.Skip();
        }

        json.End();
        return parameters;
    }

    /// <summary>What was sent, in the form of <see cref="Values.ItemJson"/>; of no use when it has a problem.</summary>
    public ReadOnlyMemory<byte> Attributes(SentAttributes sent) => _buffer.WrittenMemory.Slice(sent.Start, sent.Length);

    /// <summary>Names and values of the expressions, checked.</summary>
    public BoundExpressions BindExpressions(Wording wording) => Expressions.Bind(_buffer.WrittenMemory, wording);

    public void Dispose() => _buffer.Dispose();

    private bool ReadOwn(ref WireReader json)
    {
        if (json.Member.SequenceEqual("TableName"u8)) TableName = json.ReadString();
        else if (json.Member.SequenceEqual("Item"u8)) Item = ReadAttributes(ref json);
        else if (json.Member.SequenceEqual("Key"u8)) Key = ReadAttributes(ref json);
        else if (json.Member.SequenceEqual("ExclusiveStartKey"u8)) ExclusiveStartKey = ReadAttributes(ref json);
        else if (json.Member.SequenceEqual("ReturnValues"u8)) ReturnValues = json.ReadString();
        else if (json.Member.SequenceEqual("ReturnConsumedCapacity"u8)) ReturnConsumedCapacity = json.ReadString();
        else if (json.Member.SequenceEqual("ReturnItemCollectionMetrics"u8)) ReturnItemCollectionMetrics = json.ReadString();
        else if (json.Member.SequenceEqual("ReturnValuesOnConditionCheckFailure"u8)) ReturnValuesOnConditionCheckFailure = json.ReadString();
        else if (json.Member.SequenceEqual("ConsistentRead"u8)) ConsistentRead = json.ReadBoolean();
        else if (json.Member.SequenceEqual("Limit"u8)) Limit = json.ReadNumber("Integer");
        else if (json.Member.SequenceEqual("Select"u8)) Select = json.ReadString();
        else return false;
        return true;
    }

    private SentAttributes? ReadAttributes(ref WireReader json)
    {
        if (!json.StartMap("com.amazonaws.dynamodb.v20120810.AttributeValue")) return null;
        var start = _buffer.Length;
        var reader = new AttributeReader(_buffer);
        reader.ReadMap(ref json, depth: 1);
        return new SentAttributes(start, _buffer.Length - start, reader.Problem);
    }
}
