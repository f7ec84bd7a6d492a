using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>A pair of texts in a list of a request: attribute and its type, attribute and its part in the key, tag and value.</summary>
internal readonly record struct SentPair(string? First, string? Second)
{
    public static List<SentPair>? ReadList(ref WireReader json, string type, ReadOnlySpan<byte> firstName, ReadOnlySpan<byte> secondName)
    {
        if (!json.StartList()) return null;
        var pairs = new List<SentPair>();
        while (json.NextElement())
        {
            string? first = null, second = null;
            if (!json.StartElement(type)) continue;
            while (json.NextMember())
            {
                if (json.Member.SequenceEqual(firstName)) first = json.ReadString();
                else if (json.Member.SequenceEqual(secondName)) second = json.ReadString();
                else json.Skip();
            }

            pairs.Add(new SentPair(first, second));
        }

        return pairs;
    }
}

internal readonly record struct SentThroughput(long? ReadUnits, long? WriteUnits)
{
    public static SentThroughput? Read(ref WireReader json)
    {
        if (!json.StartStructure("ProvisionedThroughput")) return null;
        var throughput = new SentThroughput();
        while (json.NextMember())
        {
            if (json.Member.SequenceEqual("ReadCapacityUnits"u8)) throughput = throughput with { ReadUnits = json.ReadNumber("Long") };
            else if (json.Member.SequenceEqual("WriteCapacityUnits"u8)) throughput = throughput with { WriteUnits = json.ReadNumber("Long") };
            else json.Skip();
        }

        return throughput;
    }
}

/// <summary>The members that operations on tables have on the wire, each absent when <c>null</c>.</summary>
internal sealed class TableParameters
{
    /// <summary>What a table may have on AWS and may not have here, unless it says that it is off.</summary>
    private static readonly string[] Unsupported =
    [
        "SSESpecification", "ReplicaUpdates",
        "ResourcePolicy", "OnDemandThroughput", "WarmThroughput", "GlobalTableSourceArn", "GlobalTableSettingsReplicationMode", "MultiRegionConsistency",
        "GlobalTableWitnessUpdates",
    ];

    private string? _unsupported;

    private TableParameters()
    {
    }

    public string? TableName { get; private set; }

    public IReadOnlyList<SentPair>? AttributeDefinitions { get; private set; }

    public IReadOnlyList<SentPair>? KeySchema { get; private set; }

    public string? BillingMode { get; private set; }

    public SentThroughput? ProvisionedThroughput { get; private set; }

    public IReadOnlyList<SentIndex>? LocalSecondaryIndexes { get; private set; }

    public IReadOnlyList<SentIndex>? GlobalSecondaryIndexes { get; private set; }

    public IReadOnlyList<SentIndexUpdate>? GlobalSecondaryIndexUpdates { get; private set; }

    public bool? DeletionProtectionEnabled { get; private set; }

    public string? TableClass { get; private set; }

    public SentStream? Stream { get; private set; }

    public SentTimeToLive? TimeToLive { get; private set; }

    public SentRecovery? PointInTimeRecovery { get; private set; }

    public IReadOnlyList<SentPair>? Tags { get; private set; }

    public string? ResourceArn { get; private set; }

    public IReadOnlyList<string>? TagKeys { get; private set; }

    public string? NextToken { get; private set; }

    public string? ExclusiveStartTableName { get; private set; }

    public long? Limit { get; private set; }

    /// <exception cref="AwsError">SerializationException: a member has another type than it should.</exception>
    public static TableParameters Read(ReadOnlySpan<byte> body)
    {
        var json = new WireReader(body);
        var parameters = new TableParameters();
        while (json.NextMember())
        {
            if (!parameters.ReadTable(ref json) && !parameters.ReadOther(ref json)) parameters.ReadUnsupported(ref json);
        }

        json.End();
        return parameters;
    }

    /// <exception cref="AwsError">ValidationException naming what is not supported.</exception>
    public void RefuseUnsupported()
    {
        if (_unsupported is not null) throw DynamoDbErrors.Validation($"The parameter '{_unsupported}' is not supported here.");
    }

    private bool ReadTable(ref WireReader json)
    {
        if (json.Member.SequenceEqual("TableName"u8)) TableName = json.ReadString();
        else if (json.Member.SequenceEqual("AttributeDefinitions"u8)) AttributeDefinitions = SentPair.ReadList(ref json, "AttributeDefinition", "AttributeName"u8, "AttributeType"u8);
        else if (json.Member.SequenceEqual("KeySchema"u8)) KeySchema = SentPair.ReadList(ref json, "KeySchemaElement", "AttributeName"u8, "KeyType"u8);
        else if (json.Member.SequenceEqual("BillingMode"u8)) BillingMode = json.ReadString();
        else if (json.Member.SequenceEqual("ProvisionedThroughput"u8)) ProvisionedThroughput = SentThroughput.Read(ref json);
        else if (json.Member.SequenceEqual("DeletionProtectionEnabled"u8)) DeletionProtectionEnabled = json.ReadBoolean();
        else if (json.Member.SequenceEqual("TableClass"u8)) TableClass = json.ReadString();
        else if (json.Member.SequenceEqual("LocalSecondaryIndexes"u8)) LocalSecondaryIndexes = SentIndex.ReadList(ref json, "LocalSecondaryIndex");
        else if (json.Member.SequenceEqual("GlobalSecondaryIndexes"u8)) GlobalSecondaryIndexes = SentIndex.ReadList(ref json, "GlobalSecondaryIndex");
        else if (json.Member.SequenceEqual("GlobalSecondaryIndexUpdates"u8)) GlobalSecondaryIndexUpdates = SentIndexUpdate.ReadList(ref json);
        else return false;
        return true;
    }

    private bool ReadOther(ref WireReader json)
    {
        if (json.Member.SequenceEqual("StreamSpecification"u8)) Stream = SentStream.Read(ref json);
        else if (json.Member.SequenceEqual("TimeToLiveSpecification"u8)) TimeToLive = SentTimeToLive.Read(ref json);
        else if (json.Member.SequenceEqual("PointInTimeRecoverySpecification"u8)) PointInTimeRecovery = SentRecovery.Read(ref json);
        else if (json.Member.SequenceEqual("Tags"u8)) Tags = SentPair.ReadList(ref json, "Tag", "Key"u8, "Value"u8);
        else if (json.Member.SequenceEqual("ResourceArn"u8)) ResourceArn = json.ReadString();
        else if (json.Member.SequenceEqual("TagKeys"u8)) TagKeys = json.ReadStrings();
        else if (json.Member.SequenceEqual("NextToken"u8)) NextToken = json.ReadString();
        else if (json.Member.SequenceEqual("ExclusiveStartTableName"u8)) ExclusiveStartTableName = json.ReadString();
        else if (json.Member.SequenceEqual("Limit"u8)) Limit = json.ReadNumber("Integer");
        else return false;
        return true;
    }

    private void ReadUnsupported(ref WireReader json)
    {
        foreach (var name in Unsupported)
        {
            if (!json.IsNull && json.Member.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(name))) _unsupported ??= name;
        }

        json.Skip();
    }
}
