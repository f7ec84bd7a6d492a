namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>A secondary index as a request describes it; what is absent is <c>null</c>.</summary>
internal sealed record SentIndex(
    string? Name, IReadOnlyList<SentPair>? KeySchema, bool HasProjection, string? ProjectionType, IReadOnlyList<string>? NonKeyAttributes, SentThroughput? Throughput)
{
    private static readonly SentIndex Nothing = new(null, null, false, null, null, null);

    public static List<SentIndex>? ReadList(ref WireReader json, string type)
    {
        if (!json.StartList()) return null;
        var indexes = new List<SentIndex>();
        while (json.NextElement())
        {
            if (json.StartElement(type)) indexes.Add(Read(ref json));
        }

        return indexes;
    }

    /// <summary>Reads the members of the current object.</summary>
    public static SentIndex Read(ref WireReader json)
    {
        var index = Nothing;
        while (json.NextMember())
        {
            if (json.Member.SequenceEqual("IndexName"u8)) index = index with { Name = json.ReadString() };
            else if (json.Member.SequenceEqual("KeySchema"u8)) index = index with { KeySchema = SentPair.ReadList(ref json, "KeySchemaElement", "AttributeName"u8, "KeyType"u8) };
            else if (json.Member.SequenceEqual("Projection"u8)) index = ReadProjection(ref json, index);
            else if (json.Member.SequenceEqual("ProvisionedThroughput"u8)) index = index with { Throughput = SentThroughput.Read(ref json) };
            else json.Skip();
        }

        return index;
    }

    private static SentIndex ReadProjection(ref WireReader json, SentIndex index)
    {
        if (!json.StartStructure("Projection")) return index;
        index = index with { HasProjection = true };
        while (json.NextMember())
        {
            if (json.Member.SequenceEqual("ProjectionType"u8)) index = index with { ProjectionType = json.ReadString() };
            else if (json.Member.SequenceEqual("NonKeyAttributes"u8)) index = index with { NonKeyAttributes = json.ReadStrings() };
            else json.Skip();
        }

        return index;
    }
}

/// <summary>One element of <c>GlobalSecondaryIndexUpdates</c>: one of its members should be there.</summary>
internal sealed record SentIndexUpdate(SentIndex? Create, SentIndex? Update, SentIndex? Delete)
{
    public SentIndex? Any => Update ?? Create ?? Delete;

    public static List<SentIndexUpdate>? ReadList(ref WireReader json)
    {
        if (!json.StartList()) return null;
        var updates = new List<SentIndexUpdate>();
        while (json.NextElement())
        {
            if (json.StartElement("GlobalSecondaryIndexUpdate")) updates.Add(Read(ref json));
        }

        return updates;
    }

    private static SentIndexUpdate Read(ref WireReader json)
    {
        var update = new SentIndexUpdate(null, null, null);
        while (json.NextMember())
        {
            if (json.Member.SequenceEqual("Create"u8) && json.StartStructure("CreateGlobalSecondaryIndexAction")) update = update with { Create = SentIndex.Read(ref json) };
            else if (json.Member.SequenceEqual("Update"u8) && json.StartStructure("UpdateGlobalSecondaryIndexAction")) update = update with { Update = SentIndex.Read(ref json) };
            else if (json.Member.SequenceEqual("Delete"u8) && json.StartStructure("DeleteGlobalSecondaryIndexAction")) update = update with { Delete = SentIndex.Read(ref json) };
            else json.Skip();
        }

        return update;
    }
}
