using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>A condition on one attribute in <c>Expected</c>, a filter or <c>KeyConditions</c>.</summary>
internal sealed record SentCondition(string Name, string? Operator, IReadOnlyList<SentAttributes>? List, SentAttributes? Value, bool? Exists)
{
    /// <summary>The values that it compares with.</summary>
    public IReadOnlyList<SentAttributes> Operands => List ?? (Value is { } value ? [value] : []);
}

/// <summary>A change of one attribute in <c>AttributeUpdates</c>.</summary>
internal sealed record SentUpdate(string Name, string? Action, SentAttributes? Value);

/// <summary>The members that expressions have replaced and that clients still send; absent ones are <c>null</c>.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html</remarks>
internal sealed class LegacyParameters
{
    private const string Value = "AttributeValue";

    public IReadOnlyList<SentCondition>? Expected { get; private set; }

    public IReadOnlyList<SentCondition>? QueryFilter { get; private set; }

    public IReadOnlyList<SentCondition>? ScanFilter { get; private set; }

    public IReadOnlyList<SentCondition>? KeyConditions { get; private set; }

    public IReadOnlyList<SentUpdate>? AttributeUpdates { get; private set; }

    public IReadOnlyList<string>? AttributesToGet { get; private set; }

    public string? ConditionalOperator { get; private set; }

    public bool IsUsed => Expected is not null || QueryFilter is not null || ScanFilter is not null || KeyConditions is not null || AttributeUpdates is not null
        || AttributesToGet is not null;

    /// <returns>False when the current member is none of these.</returns>
    public bool Read(ref WireReader json, PooledBuffer buffer)
    {
        if (json.Member.SequenceEqual("Expected"u8)) Expected = ReadConditions(ref json, buffer, "ExpectedAttributeValue");
        else if (json.Member.SequenceEqual("QueryFilter"u8)) QueryFilter = ReadConditions(ref json, buffer, "Condition");
        else if (json.Member.SequenceEqual("ScanFilter"u8)) ScanFilter = ReadConditions(ref json, buffer, "Condition");
        else if (json.Member.SequenceEqual("KeyConditions"u8)) KeyConditions = ReadConditions(ref json, buffer, "Condition");
        else if (json.Member.SequenceEqual("AttributeUpdates"u8)) AttributeUpdates = ReadUpdates(ref json, buffer);
        else if (json.Member.SequenceEqual("AttributesToGet"u8)) AttributesToGet = json.ReadStrings();
        else if (json.Member.SequenceEqual("ConditionalOperator"u8)) ConditionalOperator = json.ReadString();
        else return false;
        return true;
    }

    public bool Has(string member) => member switch
    {
        "Expected" => Expected is not null,
        "QueryFilter" => QueryFilter is not null,
        "ScanFilter" => ScanFilter is not null,
        "KeyConditions" => KeyConditions is not null,
        "AttributeUpdates" => AttributeUpdates is not null,
        "AttributesToGet" => AttributesToGet is not null,
        _ => ConditionalOperator is not null,
    };

    private static List<SentCondition>? ReadConditions(ref WireReader json, PooledBuffer buffer, string type)
    {
        if (!json.StartMap("com.amazonaws.dynamodb.v20120810." + type)) return null;
        var conditions = new List<SentCondition>();
        while (json.NextMember())
        {
            var name = System.Text.Encoding.UTF8.GetString(json.Member);
            if (!json.StartElement(type)) continue;
            conditions.RemoveAll(c => c.Name == name);
            conditions.Add(ReadCondition(name, ref json, buffer));
        }

        return conditions;
    }

    private static SentCondition ReadCondition(string name, ref WireReader json, PooledBuffer buffer)
    {
        var condition = new SentCondition(name, null, null, null, null);
        while (json.NextMember())
        {
            if (json.Member.SequenceEqual("ComparisonOperator"u8)) condition = condition with { Operator = json.ReadString() };
            else if (json.Member.SequenceEqual("AttributeValueList"u8)) condition = condition with { List = ReadList(ref json, buffer) };
            else if (json.Member.SequenceEqual("Exists"u8)) condition = condition with { Exists = json.ReadBoolean() };
            else if (json.Member.SequenceEqual("Value"u8)) condition = condition with { Value = ReadValue(ref json, buffer) };
            else json.Skip();
        }

        return condition;
    }

    private static List<SentUpdate>? ReadUpdates(ref WireReader json, PooledBuffer buffer)
    {
        if (!json.StartMap("com.amazonaws.dynamodb.v20120810.AttributeValueUpdate")) return null;
        var updates = new List<SentUpdate>();
        while (json.NextMember())
        {
            var update = new SentUpdate(System.Text.Encoding.UTF8.GetString(json.Member), null, null);
            if (!json.StartElement("AttributeValueUpdate")) continue;
            while (json.NextMember())
            {
                if (json.Member.SequenceEqual("Action"u8)) update = update with { Action = json.ReadString() };
                else if (json.Member.SequenceEqual("Value"u8)) update = update with { Value = ReadValue(ref json, buffer) };
                else json.Skip();
            }

            updates.RemoveAll(u => u.Name == update.Name);
            updates.Add(update);
        }

        return updates;
    }

    private static List<SentAttributes>? ReadList(ref WireReader json, PooledBuffer buffer)
    {
        if (!json.StartList()) return null;
        var values = new List<SentAttributes>();
        while (json.NextElement())
        {
            if (ReadValue(ref json, buffer) is { } value) values.Add(value);
        }

        return values;
    }

    private static SentAttributes? ReadValue(ref WireReader json, PooledBuffer buffer) =>
        json.StartStructure(Value) ? AttributeReader.ReadValue(ref json, buffer) : null;
}
