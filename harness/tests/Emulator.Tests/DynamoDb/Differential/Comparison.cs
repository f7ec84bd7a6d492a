using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>A difference between two DynamoDBs that is settled.</summary>
/// <param name="Right">Whose answer is AWS's.</param>
public sealed record KnownDifference(string Name, string Right, string Why, Func<Step, Answer, Answer, bool> Explains);

/// <summary>Whether two answers say the same.</summary>
public static class Comparison
{
    private const string Count = "1 validation error detected: ";

    /// <summary>What AWS leaves open is put into one form: the order of a set, of a scan's items, of a batch's answers, and the count before a refusal.</summary>
    public static bool AreSame(Step step, Answer ours, Answer theirs) => ours.Status == theirs.Status && Normal(step, ours) == Normal(step, theirs);

    /// <summary>Its message without the count before it.</summary>
    public static string MessageOf(Answer answer)
    {
        var message = Parse(answer.Body)?["message"]?.ToString() ?? Parse(answer.Body)?["Message"]?.ToString() ?? "";
        return message.StartsWith(Count, StringComparison.Ordinal) ? message[Count.Length..] : message;
    }

    private static string Normal(Step step, Answer answer)
    {
        if (answer.Status != 200) return $"{Parse(answer.Body)?["__type"]} {MessageOf(answer)}";
        var body = Parse(answer.Body);
        if (body is null) return answer.Body;
        if (step.Operation == "Scan" && body["Items"] is JsonArray items) body["Items"] = Sorted(items);
        if (body["Responses"] is JsonObject responses)
        {
            foreach (var table in responses.Select(r => r.Key).ToList())
            {
                if (responses[table] is JsonArray found) responses[table] = Sorted(found);
            }
        }

        return Normal(body);
    }

    private static string Normal(JsonNode? node) => node switch
    {
        JsonObject map => $"{{{string.Join(',', map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{(m.Key is "SS" or "NS" or "BS" && m.Value is JsonArray set ? NormalSet(set) : Normal(m.Value))}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(Normal))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<double>().ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        null => "null",
        _ => node.ToJsonString(),
    };

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
