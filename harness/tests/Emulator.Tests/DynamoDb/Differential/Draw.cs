using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Values, keys and items by chance, few of each so that they meet. The same seed draws the same.</summary>
/// <param name="hasEmptyValues">Whether text and binary values may be empty, as they may since 2020.</param>
internal sealed class Draw(int seed, bool hasEmptyValues)
{
    private readonly Random _random = new(seed);

    public bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    public string Pick(params string[] all) => all[_random.Next(all.Length)];

    /// <summary>From 0 up to below <paramref name="limit"/>.</summary>
    public int Number(int limit) => _random.Next(limit);

    public string Table() => Pick("$ONE", "$TWO", "$THREE");

    public JsonObject Text(params string[] all) => new() { ["S"] = Pick(all) };

    public JsonObject Value(int depth = 0) => Number(depth > 1 ? 8 : 11) switch
    {
        0 or 1 => Text("x", "y", "xy", hasEmptyValues ? "" : "z", "S", "\u00e9"),
        2 or 3 => new JsonObject { ["N"] = Pick("0", "1", "-1", "2.50", "1e3", "007", "0.1", "x", "1e200", "12345678901234567890123456789012345678", "1e-130", "-0") },
        4 => new JsonObject { ["B"] = Pick("AAE=", "/w==", hasEmptyValues ? "" : "/wA=", "AAE") },
        5 => new JsonObject { ["BOOL"] = Chance(2) },
        6 => new JsonObject { ["SS"] = Strings("x", "y", "z") },
        7 => new JsonObject { ["NS"] = Strings("1", "2", "3.0") },
        8 => new JsonObject { ["NULL"] = true },
        9 => new JsonObject { ["L"] = new JsonArray([.. Enumerable.Range(0, Number(3)).Select(JsonNode? (_) => Value(depth + 1))]) },
        _ => new JsonObject { ["M"] = new JsonObject { ["x"] = Value(depth + 1) } },
    };

    public JsonObject Key(string table)
    {
        var key = new JsonObject { ["id"] = Chance(40) ? Text("") : Text("x", "y", "z") };
        if (table == "$TWO") key["r"] = new JsonObject { ["N"] = Pick("0", "1", "-1", "1.5", "10", "1e1") };
        if (table == "$THREE") key["r"] = Text("p", "pq", "q");
        if (Chance(40)) key["extra"] = Value();
        return key;
    }

    public JsonObject Item(string table)
    {
        var item = Key(table);
        item.Remove("extra");
        foreach (var name in (string[])["a", "b", "c"])
        {
            if (Chance(2)) item[name] = Value();
        }

        if (table != "$THREE") return item;
        if (Chance(2)) item["g"] = Chance(20) ? Value() : Text("x", "y");
        if (Chance(2)) item["l"] = Chance(20) ? Value() : new JsonObject { ["N"] = Pick("1", "2", "30") };
        return item;
    }

    /// <summary>An expression with the names and values that it needs, now and then with others.</summary>
    public void AddExpression(JsonObject body, string member, string[] expressions)
    {
        var expression = Pick(expressions);
        body[member] = expression;
        if (expression.Contains('#', StringComparison.Ordinal)) body["ExpressionAttributeNames"] = new JsonObject { ["#n"] = Pick("a", "b", "size") };
        var values = new JsonObject();
        foreach (var name in (string[])[":v", ":w"])
        {
            if (expression.Contains(name, StringComparison.Ordinal) || Chance(60)) values[name] = Value();
        }

        if (expression.Contains(":k", StringComparison.Ordinal)) values[":k"] = Text("x", "y", "z");
        if (values.Count > 0) body["ExpressionAttributeValues"] = values;
    }

    /// <summary>A condition as it was written before expressions.</summary>
    public JsonObject OldCondition() => new()
    {
        ["ComparisonOperator"] = Pick("EQ", "NE", "GT", "LE", "CONTAINS", "NOT_CONTAINS", "BEGINS_WITH", "IN", "BETWEEN", "NULL", "NOT_NULL"),
        ["AttributeValueList"] = new JsonArray([.. Enumerable.Range(0, Chance(3) ? 2 : Number(2)).Select(JsonNode? (_) => Value())]),
    };

    public void AddExpected(JsonObject body)
    {
        body["Expected"] = new JsonObject
        {
            [Pick("a", "b")] = Number(4) switch
            {
                0 => new JsonObject { ["Exists"] = false },
                1 => new JsonObject { ["Value"] = Value() },
                2 => OldCondition(),
                _ => new JsonObject { ["ComparisonOperator"] = Pick("NULL", "NOT_NULL", "EQ") },
            },
        };
        if (Chance(5)) body["ConditionalOperator"] = Pick("AND", "OR", "NOR");
    }

    private JsonArray Strings(params string[] all) => new([.. all.Take(Number(4)).Select(JsonNode? (s) => s)]);
}
