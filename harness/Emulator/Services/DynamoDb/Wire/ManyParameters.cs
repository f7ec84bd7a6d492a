using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>One part of a batch or a transaction.</summary>
/// <param name="Kinds">The members that it has, such as <c>Put</c>; exactly one is right.</param>
/// <param name="Sent">What the last of them says.</param>
internal sealed record SentPart(IReadOnlyList<string> Kinds, ItemParameters? Sent);

/// <summary>The members of batches and transactions, each absent when <c>null</c>.</summary>
internal sealed class ManyParameters : IDisposable
{
    private const string Namespace = "com.amazonaws.dynamodb.v20120810.";

    private readonly List<ItemParameters> _all = [];

    private ManyParameters()
    {
    }

    /// <summary>Of BatchGetItem, by table.</summary>
    public IReadOnlyList<(string Table, ItemParameters Sent)>? Gets { get; private set; }

    /// <summary>Of BatchWriteItem, by table.</summary>
    public IReadOnlyList<(string Table, IReadOnlyList<SentPart> Writes)>? Writes { get; private set; }

    public IReadOnlyList<SentPart>? TransactItems { get; private set; }

    public string? ClientRequestToken { get; private set; }

    public string? ReturnConsumedCapacity { get; private set; }

    public string? ReturnItemCollectionMetrics { get; private set; }

    /// <summary>By table, once the operation is done.</summary>
    public IReadOnlyList<(string Table, Consumed Consumed)> Consumed { get; set; } = [];

    /// <summary>One reason for each table or index that had nothing left for one of its parts.</summary>
    public IReadOnlyList<ThrottlingReason> Throttled { get; set; } = [];

    /// <param name="areGets">Whether <c>RequestItems</c> are those of BatchGetItem.</param>
    /// <exception cref="AwsError">SerializationException: a member has another type than it should.</exception>
    public static ManyParameters Read(ReadOnlySpan<byte> body, bool areGets = false)
    {
        var json = new WireReader(body);
        var many = new ManyParameters();
        while (json.NextMember())
        {
            if (json.Member.SequenceEqual("RequestItems"u8) && areGets) many.Gets = many.ReadGets(ref json);
            else if (json.Member.SequenceEqual("RequestItems"u8)) many.Writes = many.ReadWrites(ref json);
            else if (json.Member.SequenceEqual("TransactItems"u8)) many.TransactItems = many.ReadParts(ref json, "TransactWriteItem");
            else if (json.Member.SequenceEqual("ClientRequestToken"u8)) many.ClientRequestToken = json.ReadString();
            else if (json.Member.SequenceEqual("ReturnConsumedCapacity"u8)) many.ReturnConsumedCapacity = json.ReadString();
            else if (json.Member.SequenceEqual("ReturnItemCollectionMetrics"u8)) many.ReturnItemCollectionMetrics = json.ReadString();
            else json.Skip();
        }

        json.End();
        return many;
    }

    public void Dispose()
    {
        foreach (var parameters in _all) parameters.Dispose();
    }

    private List<(string Table, ItemParameters Sent)>? ReadGets(ref WireReader json)
    {
        if (!json.StartMap(Namespace + "KeysAndAttributes")) return null;
        var gets = new List<(string Table, ItemParameters Sent)>();
        while (json.NextMember())
        {
            var table = System.Text.Encoding.UTF8.GetString(json.Member);
            if (!json.StartElement("KeysAndAttributes")) continue;
            gets.RemoveAll(g => g.Table == table);
            gets.Add((table, ReadOne(ref json)));
        }

        return gets;
    }

    private List<(string Table, IReadOnlyList<SentPart> Writes)>? ReadWrites(ref WireReader json)
    {
        if (!json.StartMap($"java.util.List<{Namespace}WriteRequest>")) return null;
        var writes = new List<(string Table, IReadOnlyList<SentPart> Writes)>();
        while (json.NextMember())
        {
            var table = System.Text.Encoding.UTF8.GetString(json.Member);
            if (!json.StartListInMap()) continue;
            writes.RemoveAll(w => w.Table == table);
            writes.Add((table, ReadElements(ref json, "WriteRequest")));
        }

        return writes;
    }

    private List<SentPart>? ReadParts(ref WireReader json, string type) => json.StartList() ? ReadElements(ref json, type) : null;

    private List<SentPart> ReadElements(ref WireReader json, string type)
    {
        var parts = new List<SentPart>();
        while (json.NextElement())
        {
            var kinds = new List<string>();
            ItemParameters? sent = null;
            if (!json.StartElement(type)) continue;
            while (json.NextMember())
            {
                var kind = KindOf(json.Member);
                if (kind is null || json.IsNull || !json.StartStructure(kind))
                {
                    json.Skip();
                    continue;
                }

                kinds.Add(kind);
                sent = ReadOne(ref json);
            }

            parts.Add(new SentPart(kinds, sent));
        }

        return parts;
    }

    private ItemParameters ReadOne(ref WireReader json)
    {
        var parameters = ItemParameters.Read(ref json);
        _all.Add(parameters);
        return parameters;
    }

    private static string? KindOf(ReadOnlySpan<byte> member)
    {
        foreach (var kind in (ReadOnlySpan<string>)["PutRequest", "DeleteRequest", "Put", "Update", "Delete", "ConditionCheck", "Get"])
        {
            if (System.Text.Ascii.Equals(member, kind)) return kind;
        }

        return null;
    }
}
