using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Whether two answers say the same.</summary>
public static partial class Comparison
{
    /// <summary>What of a table is another one everywhere, or known to AWS only after hours.</summary>
    private static readonly HashSet<string> OfItsOwn =
    [
        "CreationDateTime", "TableId", "TableArn", "IndexArn", "TableStatus", "IndexStatus", "ItemCount", "TableSizeBytes", "IndexSizeBytes", "WarmThroughput", "BillingModeSummary",
        "DeletionProtectionEnabled", "LastIncreaseDateTime", "LastDecreaseDateTime", "TableThroughputModeSummary", "SizeEstimateRangeGB", "AttributeDefinitions", "NumberOfDecreasesToday",
    ];

    /// <summary>
    /// What AWS leaves open is put into one form: the order of a set, of a scan's items, of the items under one key of an index, of a batch's answers; the count before a
    /// refusal; the namespace of an error. Of a page that ends in the middle of an open order only the size is compared.
    /// </summary>
    public static bool AreSame(Step step, Answer ours, Answer theirs) => ours.Status == theirs.Status && Normal(step, ours) == Normal(step, theirs);

    /// <summary>Two differences are of one kind when they look alike with values and names left out.</summary>
    public static string KindOf(Step step, Answer ours, Answer theirs) => $"{step.Operation}: {Outline(ours)} | {Outline(theirs)}{(ours.Status == 200 && theirs.Status == 200 ? Members(step, ours, theirs) : "")}";

    /// <summary>Its message without the count before it.</summary>
    public static string MessageOf(Answer answer)
    {
        var body = Parse(answer.Body);
        return Counted().Replace(body?["message"]?.ToString() ?? body?["Message"]?.ToString() ?? "", "");
    }

    /// <summary>The error's name; empty where there is none.</summary>
    public static string TypeOf(Answer answer) => Parse(answer.Body)?["__type"]?.ToString().Split('#')[^1] ?? "";

    [GeneratedRegex("^[0-9]+ validation errors? detected: ")]
    private static partial Regex Counted();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\[[^\]]*\]|\{[^}]*\}|[0-9]+|: [^:]*$""")]
    private static partial Regex Values();

    private static string Outline(Answer answer) => answer.Status == 200 ? "200" : $"{answer.Status} {TypeOf(answer)} {Values().Replace(MessageOf(answer), "_")}";

    private static string Members(Step step, Answer ours, Answer theirs)
    {
        var (our, their) = (Parse(ours.Body)?.AsObject() ?? [], Parse(theirs.Body)?.AsObject() ?? []);
        var names = our.Concat(their).Select(m => m.Key).Distinct().Order(StringComparer.Ordinal);
        return string.Concat(names.Where(n => Normal(our[n]) != Normal(their[n])).Select(n => $" {n}{(our[n] is null ? "-" : "")}{(their[n] is null ? "+" : "")}")) + (step.Body.Contains("IndexName", StringComparison.Ordinal) ? " of an index" : "");
    }

    private static string Normal(Step step, Answer answer)
    {
        var body = Parse(answer.Body);
        if (answer.Status != 200) return $"{TypeOf(answer)} {MessageOf(answer)} {Normal(body?["CancellationReasons"])} {Normal(body?["Item"])}";
        if (body is null) return answer.Body;
        if (step.Operation is "Scan" or "Query") Open(step, body.AsObject());
        if (body["Responses"] is JsonObject responses)
        {
            foreach (var table in responses.Select(r => r.Key).ToList())
            {
                if (responses[table] is JsonArray found) responses[table] = Sorted(found);
            }
        }

        if (body["ConsumedCapacity"] is JsonArray consumed) body["ConsumedCapacity"] = Sorted(consumed);
        return Normal(body);
    }

    private static void Open(Step step, JsonObject body)
    {
        var asked = Parse(step.Body);
        if (step.Operation == "Query" && asked?["IndexName"] is null) return;
        if (body["Items"] is JsonArray items) body["Items"] = Sorted(items);
        if (asked?["Limit"] is null && asked?["Segment"] is null && asked?["ExclusiveStartKey"] is null) return;
        foreach (var member in (string[])["Items", "Count", "LastEvaluatedKey", "ConsumedCapacity"]) body.Remove(member);
        if (asked["Segment"] is not null || asked["ExclusiveStartKey"] is not null) body.Remove("ScannedCount");
    }

    private static string Normal(JsonNode? node) => node switch
    {
        JsonObject map => $"{{{string.Join(',', map.Where(m => !OfItsOwn.Contains(m.Key)).OrderBy(m => m.Key, StringComparer.Ordinal).Select(Normal))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(Normal))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<double>().ToString("R", CultureInfo.InvariantCulture),
        null => "null",
        _ => node.ToJsonString(),
    };

    private static string Normal(KeyValuePair<string, JsonNode?> member) => $"{member.Key}:{(member is { Key: "SS" or "NS" or "BS", Value: JsonArray set } ? NormalSet(set) : Normal(member.Value))}";

    private static string NormalSet(JsonArray set) => $"[{string.Join(',', set.Select(Normal).Order(StringComparer.Ordinal))}]";

    private static JsonArray Sorted(JsonArray items) => new([.. items.OrderBy(Normal, StringComparer.Ordinal).Select(i => i?.DeepClone())]);

    private static JsonNode? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
