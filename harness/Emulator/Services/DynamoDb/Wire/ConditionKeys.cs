using System.Text.Json;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The name of the partition key of a table, or of an index of it; <c>null</c> where there is no such table or index.</summary>
internal delegate string? FindPartitionKey(string table, string? index);

/// <summary>
/// DynamoDB's condition keys, read from the body once more and only when a policy asks. In a transaction or batch a key has the values of every item of the
/// table in question: where one of them is not allowed, all of it is denied anyway.
/// </summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html</remarks>
internal sealed partial class ConditionKeys(FindPartitionKey findPartitionKey)
{
    private const string Prefix = "dynamodb:";

    private static readonly string[] Parts = ["Put", "Update", "Delete", "ConditionCheck", "Get", "PutRequest", "DeleteRequest"];

    private static readonly string[] Expressions =
        ["ConditionExpression", "UpdateExpression", "ProjectionExpression", "FilterExpression", "KeyConditionExpression"];

    /// <summary>Members that hold attributes by name, the older ones among them.</summary>
    private static readonly string[] Named = ["Item", "Key", "AttributesToGet", "Expected", "AttributeUpdates", "KeyConditions", "QueryFilter", "ScanFilter"];

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "BETWEEN", "IN" };

    public ContextValue? Find(AwsRequest request, in Permission wanted, string key)
    {
        var isOwn = key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
        if (request.Body.IsEmpty || !(isOwn || RequestTags.IsOne(key))) return null;
        using var body = JsonDocument.Parse(request.Body);
        return isOwn ? Find(request, body.RootElement, wanted, key[Prefix.Length..]) : RequestTags.Find(key, Tags(body.RootElement));
    }

    /// <summary>The table and index that a permission is about.</summary>
    public static (string Table, string? Index) Subject(string resource) => resource.Split('/') switch
    {
        [_, var table, "index", var index, ..] => (table, index),
        [_, var table, ..] => (table, null),
        _ => ("", null),
    };

    private ContextValue? Find(AwsRequest request, JsonElement body, in Permission wanted, string key)
    {
        var (table, index) = Subject(wanted.Resource);
        var requests = RequestsOn(table, body).ToList();
        return key.ToLowerInvariant() switch
        {
            "leadingkeys" => Values(findPartitionKey(table, index) is { } name ? requests.SelectMany(r => LeadingKeys(r, name)) : []),
            "attributes" => Values(requests.SelectMany(Attributes)),
            "select" => Text(body, "Select"),
            "returnvalues" => Text(body, "ReturnValues"),
            "returnconsumedcapacity" => Text(body, "ReturnConsumedCapacity"),
            "enclosingoperation" => Enclosing(request),
            "fulltablescan" => ContextValue.Of(wanted.Action.EndsWith(":Scan", StringComparison.Ordinal)),
            _ => null,
        };
    }

    /// <summary>What a new table or a table is tagged with.</summary>
    private static List<KeyValuePair<string, string>> Tags(JsonElement body) =>
    [
        .. Members(body, ["Tags"]).SelectMany(Elements).Select(t => KeyValuePair.Create(string.Concat(Members(t, ["Key"])), string.Concat(Members(t, ["Value"])))),
    ];

    /// <summary>The request itself, or what a batch or transaction asks of the table.</summary>
    private static IEnumerable<JsonElement> RequestsOn(string table, JsonElement body)
    {
        if (body.TryGetProperty("TransactItems", out var items))
        {
            return Elements(items).SelectMany(PartsOf).Where(p => TableOf(p.GetProperty("TableName").GetString()) == table);
        }

        if (!body.TryGetProperty("RequestItems", out var batch)) return [body];
        var ours = batch.EnumerateObject().Where(p => TableOf(p.Name) == table).Select(p => p.Value);
        return ours.SelectMany(o => o.ValueKind == JsonValueKind.Array ? Elements(o).SelectMany(PartsOf) : [o]);
    }

    private static IEnumerable<JsonElement> PartsOf(JsonElement item) => Members(item, Parts);

    private static IEnumerable<string> LeadingKeys(JsonElement request, string name)
    {
        var maps = Members(request, ["Item", "Key"]).Concat(Members(request, ["Keys"]).SelectMany(Elements));
        var found = maps.SelectMany(m => Members(m, [name])).Concat(Queried(request, name));
        return found.SelectMany(v => v.EnumerateObject()).Where(v => v.Value.ValueKind == JsonValueKind.String).Select(v => v.Value.GetString() ?? "");
    }

    /// <summary>The value that a query compares the partition key with.</summary>
    private static IEnumerable<JsonElement> Queried(JsonElement request, string name)
    {
        var earlier = Members(request, ["KeyConditions"]).SelectMany(k => Members(k, [name])).SelectMany(c => Members(c, ["AttributeValueList"])).SelectMany(Elements);
        var expressions = Members(request, ["KeyConditionExpression"]).SelectMany(e => Equality().Matches(e.GetString() ?? ""));
        return earlier.Concat(expressions.Where(m => NameOf(request, m.Groups["name"].Value) == name)
            .SelectMany(m => Members(request, ["ExpressionAttributeValues"]).SelectMany(v => Members(v, [m.Groups["value"].Value]))));
    }

    /// <summary>The top-level attributes that a request names anywhere.</summary>
    private static IEnumerable<string> Attributes(JsonElement request)
    {
        var maps = Members(request, Named).Concat(Members(request, ["Keys"]).SelectMany(Elements));
        var named = maps.SelectMany(m => m.ValueKind == JsonValueKind.Array ? m.EnumerateArray().Select(e => e.GetString() ?? "") : m.EnumerateObject().Select(p => p.Name));
        var inExpressions = Members(request, Expressions).SelectMany(e => Head().Matches(e.GetString() ?? "")).Select(m => m.Value).Where(n => !Words.Contains(n));
        return named.Concat(inExpressions.Select(n => NameOf(request, n)));
    }

    private static string NameOf(JsonElement request, string written) => written[0] != '#'
        ? written
        : Members(request, ["ExpressionAttributeNames"]).SelectMany(n => Members(n, [written])).Select(n => n.GetString()).FirstOrDefault() ?? written;

    private static IEnumerable<JsonElement> Members(JsonElement element, IEnumerable<string> names) =>
        names.Where(n => element.TryGetProperty(n, out _)).Select(n => element.GetProperty(n)).Where(m => m.ValueKind != JsonValueKind.Null);

    private static IEnumerable<JsonElement> Elements(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string TableOf(string? nameOrArn) => nameOrArn?.Split('/')[^1] ?? "";

    private static ContextValue? Values(IEnumerable<string> values) => values.Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } list ? ContextValue.Of(list) : null;

    private static ContextValue? Text(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.GetString() is { } text ? ContextValue.Of(text) : null;

    private static ContextValue? Enclosing(AwsRequest request)
    {
        var operation = request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        return operation.StartsWith("Transact", StringComparison.Ordinal) ? ContextValue.Of(operation) : null;
    }

    [GeneratedRegex(@"(?<name>#?\w+)\s*=\s*(?<value>:\w+)")]
    private static partial Regex Equality();

    /// <summary>A name that begins a path: no value, no function, not behind a dot.</summary>
    [GeneratedRegex(@"(?<![.\w#:])#?[A-Za-z_]\w*(?!\w|\s*\()")]
    private static partial Regex Head();
}
