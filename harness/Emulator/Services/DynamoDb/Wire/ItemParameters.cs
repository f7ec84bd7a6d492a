using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>Attributes that a request sent: where they stand in its buffer, and the first rule they break.</summary>
internal readonly record struct SentAttributes(int Start, int Length, string? Problem)
{
    public ReadOnlyMemory<byte> In(ReadOnlyMemory<byte> buffer) => buffer.Slice(Start, Length);

    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> buffer) => buffer.Slice(Start, Length);

    /// <summary>Of a single value.</summary>
    public AttributeType TypeIn(ReadOnlySpan<byte> buffer) => ItemJson.TypeOf(In(buffer));
}

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

    /// <summary>Of a batch.</summary>
    public IReadOnlyList<SentAttributes>? Keys { get; private set; }

    public ExpressionParameters Expressions { get; } = new();

    public string? ReturnValues { get; private set; }

    public string? ReturnConsumedCapacity { get; private set; }

    public string? ReturnItemCollectionMetrics { get; private set; }

    public string? ReturnValuesOnConditionCheckFailure { get; private set; }

    public bool? ConsistentRead { get; private set; }

    public long? Limit { get; private set; }

    public string? Select { get; private set; }

    public string? IndexName { get; private set; }

    public bool? ScanIndexForward { get; private set; }

    public long? Segment { get; private set; }

    public long? TotalSegments { get; private set; }

    /// <summary>Halves of capacity units, once the operation is done.</summary>
    public long ConsumedHalves { get; set; }

    /// <summary>What had nothing left for it, once it is refused for that.</summary>
    public IReadOnlyList<ThrottlingReason> Throttled { get; private set; } = [];

    public LegacyParameters Legacy => Expressions.Legacy;

    /// <exception cref="AwsError">SerializationException: a member has another type than it should.</exception>
    public static ItemParameters Read(ReadOnlySpan<byte> body)
    {
        var json = new WireReader(body);
        var parameters = Read(ref json);
        json.End();
        return parameters;
    }

    /// <summary>The same for the object that is the current value, in a batch or a transaction.</summary>
    public static ItemParameters Read(ref WireReader json)
    {
        var parameters = new ItemParameters();
        while (json.NextMember())
        {
            if (!parameters.ReadOwn(ref json) && !parameters.ReadPaging(ref json) && !parameters.Expressions.Read(ref json, parameters._buffer)) json.Skip();
        }

        return parameters;
    }

    /// <summary>What was sent, in the form of <see cref="Values.ItemJson"/>; of no use when it has a problem.</summary>
    public ReadOnlyMemory<byte> Attributes(SentAttributes sent) => _buffer.WrittenMemory.Slice(sent.Start, sent.Length);

    /// <summary>Names and values of the expressions, checked.</summary>
    public BoundExpressions BindExpressions(Wording wording) => Expressions.Bind(_buffer.WrittenMemory, wording);

    /// <summary>What all values of the request lie in.</summary>
    public ReadOnlySpan<byte> Values => _buffer.WrittenSpan;

    /// <exception cref="AwsError">ValidationException: conditions in the older form that contradict themselves.</exception>
    public void CheckExpected(Wording wording)
    {
        wording.ThrowIf(LegacyConstraints.ProblemInExpected(Legacy.Expected, Values));
        wording.ThrowIf(LegacyConstraints.ProblemWithOperator(Legacy.ConditionalOperator, Legacy.Expected?.Count));
    }

    /// <exception cref="AwsError">ProvisionedThroughputExceededException.</exception>
    public void RefuseIfThrottled(IReadOnlyList<ThrottlingReason>? reasons)
    {
        if (reasons is not { Count: > 0 }) return;
        Throttled = reasons;
        throw DynamoDbErrors.ThroughputExceeded(reasons);
    }

    /// <summary>What a write consumed, and how large the collection of its item is, as far as the request asked for it.</summary>
    public void WriteCapacity(ref ResponseWriter response, Table table, Item? before, Item? after)
    {
        var capacity = new Capacity(ReturnConsumedCapacity);
        ConsumedHalves = Consumed.OfItem(before, after);
        if (capacity.IsWanted) capacity.Write(ref response, TableName ?? "", Consumed.OfWrite(table, before, after));
        if (ReturnItemCollectionMetrics == "SIZE") CollectionMetrics.Write(ref response, table, before ?? after);
    }

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
        else return false;
        return true;
    }

    private bool ReadPaging(ref WireReader json)
    {
        if (json.Member.SequenceEqual("Limit"u8)) Limit = json.ReadNumber("Integer");
        else if (json.Member.SequenceEqual("Select"u8)) Select = json.ReadString();
        else if (json.Member.SequenceEqual("IndexName"u8)) IndexName = json.ReadString();
        else if (json.Member.SequenceEqual("ScanIndexForward"u8)) ScanIndexForward = json.ReadBoolean();
        else if (json.Member.SequenceEqual("Segment"u8)) Segment = json.ReadNumber("Integer");
        else if (json.Member.SequenceEqual("TotalSegments"u8)) TotalSegments = json.ReadNumber("Integer");
        else if (json.Member.SequenceEqual("Keys"u8)) Keys = ReadKeys(ref json);
        else return false;
        return true;
    }

    private SentAttributes? ReadAttributes(ref WireReader json) =>
        json.StartMap("com.amazonaws.dynamodb.v20120810.AttributeValue") ? AttributeReader.ReadMap(ref json, _buffer) : null;

    private List<SentAttributes>? ReadKeys(ref WireReader json)
    {
        if (!json.StartList()) return null;
        var keys = new List<SentAttributes>();
        while (json.NextElement())
        {
            if (json.StartMapInList("com.amazonaws.dynamodb.v20120810.AttributeValue")) keys.Add(AttributeReader.ReadMap(ref json, _buffer));
        }

        return keys;
    }
}
