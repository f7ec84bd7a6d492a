using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Makes up calls, right ones and wrong ones. The same seed makes the same calls.</summary>
/// <param name="other">Who answers them too: what it does not know is left out.</param>
public sealed class Generator(int seed, OtherDynamoDb other)
{
    private readonly Draw _draw = new(seed, other.HasEmptyValues);

    /// <summary>The tables that all steps are about.</summary>
    public static IEnumerable<Step> Tables()
    {
        yield return Table("$ONE", null, indexes: "");
        yield return Table("$TWO", "N", indexes: "");
        yield return Table("$THREE", "S", indexes: """
            ,"GlobalSecondaryIndexes":[{"IndexName":"gsi","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}],
            "LocalSecondaryIndexes":[{"IndexName":"lsi","KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"l","KeyType":"RANGE"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}]
            """);
    }

    public Step Next()
    {
        var (items, reads, many) = (new ItemCalls(_draw), new ReadCalls(_draw), new ManyCalls(_draw));
        var step = _draw.Number(other.HasTransactions ? 26 : 23) switch
        {
            < 5 => items.Put(),
            < 9 => items.Update(),
            < 11 => items.Delete(),
            < 13 => items.Get(),
            < 16 => reads.Query(),
            < 18 => reads.Scan(),
            18 or 19 => many.BatchGet(),
            20 or 21 => many.BatchWrite(),
            22 => new TableCalls(_draw).Next(),
            23 => many.TransactGet(),
            _ => many.TransactWrite(),
        };
        return step.Operation.EndsWith("Table", StringComparison.Ordinal) || !_draw.Chance(12) ? step : Spoil(step);
    }

    private static Step Table(string name, string? range, string indexes)
    {
        var rangeAttribute = range is null ? "" : $",{{\"AttributeName\":\"r\",\"AttributeType\":\"{range}\"}}";
        var rangeKey = range is null ? "" : ",{\"AttributeName\":\"r\",\"KeyType\":\"RANGE\"}";
        var more = indexes.Length == 0 ? "" : ",{\"AttributeName\":\"g\",\"AttributeType\":\"S\"},{\"AttributeName\":\"l\",\"AttributeType\":\"N\"}";
        return new Step("CreateTable", $$"""
            {"TableName":"{{name}}","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}{{rangeAttribute}}{{more}}],
            "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}{{rangeKey}}]{{indexes}}}
            """);
    }

    /// <summary>Takes away a member, or gives it another type.</summary>
    private Step Spoil(Step step)
    {
        var body = JsonNode.Parse(step.Body)?.AsObject() ?? [];
        var holders = body.Select(m => m.Value).OfType<JsonObject>().Where(o => o.Count > 0).ToList();
        var holder = holders.Count == 0 || _draw.Chance(2) ? body : holders[_draw.Number(holders.Count)];
        var member = holder.Select(m => m.Key).ElementAt(_draw.Number(holder.Count));
        if (_draw.Chance(3)) holder.Remove(member);
        else holder[member] = _draw.Chance(2) ? _draw.Number(5) switch { 0 => "", 1 => 5, 2 => true, 3 => new JsonArray(), _ => new JsonObject() } : _draw.Value();
        return step with { Body = body.ToJsonString() };
    }
}
