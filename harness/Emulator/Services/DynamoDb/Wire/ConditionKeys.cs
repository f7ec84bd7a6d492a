using System.Text.Json;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>
/// DynamoDB's condition keys besides <see cref="LeadingKeys"/>, read from the body once more and only when a policy asks. In a transaction or batch a key has the
/// values of every item of the table in question: where one of them is not allowed, all of it is denied anyway.
/// </summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html</remarks>
internal static partial class ConditionKeys
{
    private const string Prefix = "dynamodb:";

    /// <summary>The operation has read the body by then, and refused what is wrong with it.</summary>
    private static readonly JsonDocumentOptions AsDeepAsRead = new() { MaxDepth = WireReader.MaxDepth };

    private static readonly string[] Parts = ["Put", "Update", "Delete", "ConditionCheck", "Get", "PutRequest", "DeleteRequest"];

    private static readonly string[] Expressions =
        ["ConditionExpression", "UpdateExpression", "ProjectionExpression", "FilterExpression", "KeyConditionExpression"];

    /// <summary>Members that hold attributes by name, the older ones among them.</summary>
    private static readonly string[] Named = ["Item", "Key", "AttributesToGet", "Expected", "AttributeUpdates", "KeyConditions", "QueryFilter", "ScanFilter"];

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase) { "SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "BETWEEN", "IN" };

    public static ContextValue? Find(AwsRequest request, in Permission wanted, string key)
    {
        var isOwn = key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
        if (request.Body.IsEmpty || !(isOwn || RequestTags.IsOne(key))) return null;
        using var body = JsonDocument.Parse(request.Body, AsDeepAsRead);
        return isOwn ? Find(OperationOf(request), body.RootElement, wanted, key[Prefix.Length..]) : RequestTags.Find(key, Tags(body.RootElement));
    }

    /// <summary>The table and index that a permission is about.</summary>
    public static (string Table, string? Index) Subject(string resource) => resource.Split('/') switch
    {
        [_, var table, "index", var index, ..] => (table, index),
        [_, var table, ..] => (table, null),
        _ => ("", null),
    };

    private static ContextValue? Find(string operation, JsonElement body, in Permission wanted, string key) => key.ToLowerInvariant() switch
    {
        "attributes" => Values(RequestsOn(Subject(wanted.Resource).Table, operation, body).SelectMany(Attributes)),
        "select" => Text(body, "Select"),
        "returnvalues" => Text(body, "ReturnValues"),
        "returnconsumedcapacity" => Text(body, "ReturnConsumedCapacity"),
        "enclosingoperation" => IsTransaction(operation) ? ContextValue.Of(operation) : null,
        "fulltablescan" => ContextValue.Of(wanted.Action.EndsWith(":Scan", StringComparison.Ordinal)),
        _ => null,
    };

    /// <summary>What a new table or a table is tagged with.</summary>
    private static List<KeyValuePair<string, string>> Tags(JsonElement body) =>
    [
        .. Members(body, ["Tags"]).SelectMany(Elements).Select(t => KeyValuePair.Create(string.Concat(Members(t, ["Key"])), string.Concat(Members(t, ["Value"])))),
    ];

    /// <summary>The request itself, or what a batch or transaction asks of the table. Members that are not the operation's are nothing to it.</summary>
    private static IEnumerable<JsonElement> RequestsOn(string table, string operation, JsonElement body)
    {
        if (IsTransaction(operation)) return Members(body, ["TransactItems"]).SelectMany(Elements).SelectMany(PartsOf).Where(p => Members(p, ["TableName"]).Any(n => TableOf(Text(n)) == table));
        if (!operation.StartsWith("Batch", StringComparison.Ordinal)) return [body];
        var ours = Members(body, ["RequestItems"]).SelectMany(Properties).Where(p => TableOf(p.Name) == table).Select(p => p.Value);
        return ours.SelectMany(o => o.ValueKind == JsonValueKind.Array ? Elements(o).SelectMany(PartsOf) : [o]);
    }

    private static IEnumerable<JsonElement> PartsOf(JsonElement item) => Members(item, Parts);

    /// <summary>The top-level attributes that a request names anywhere.</summary>
    private static IEnumerable<string> Attributes(JsonElement request)
    {
        var maps = Members(request, Named).Concat(Members(request, ["Keys"]).SelectMany(Elements));
        var named = maps.SelectMany(m => Elements(m).Select(Text).Concat(Properties(m).Select(p => p.Name)));
        var inExpressions = Members(request, Expressions).SelectMany(e => Head().Matches(Text(e))).Select(m => m.Value).Where(n => !Words.Contains(n));
        return named.Concat(inExpressions.Select(n => NameOf(request, n)));
    }

    private static string NameOf(JsonElement request, string written) => written[0] != '#'
        ? written
        : Members(request, ["ExpressionAttributeNames"]).SelectMany(n => Members(n, [written])).Select(Text).FirstOrDefault() ?? written;

    private static IEnumerable<JsonElement> Members(JsonElement element, IEnumerable<string> names) => element.ValueKind != JsonValueKind.Object ? []
        : names.Where(n => element.TryGetProperty(n, out _)).Select(n => element.GetProperty(n)).Where(m => m.ValueKind != JsonValueKind.Null);

    private static IEnumerable<JsonElement> Elements(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static IEnumerable<JsonProperty> Properties(JsonElement map) => map.ValueKind == JsonValueKind.Object ? map.EnumerateObject() : [];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static ContextValue? Text(JsonElement body, string member) =>
        Members(body, [member]).Where(m => m.ValueKind == JsonValueKind.String).Select(m => (ContextValue?)ContextValue.Of(Text(m))).FirstOrDefault();

    private static string TableOf(string nameOrArn) => nameOrArn.Split('/')[^1];

    private static ContextValue? Values(IEnumerable<string> values) => values.Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } list ? ContextValue.Of(list) : null;

    private static string OperationOf(AwsRequest request) => request.Headers["X-Amz-Target"].ToString().Split('.')[^1];

    private static bool IsTransaction(string operation) => operation.StartsWith("Transact", StringComparison.Ordinal);

    /// <summary>A name that begins a path: no value, no function, not behind a dot.</summary>
    [GeneratedRegex(@"(?<![.\w#:])#?[A-Za-z_]\w*(?!\w|\s*\()")]
    private static partial Regex Head();
}
