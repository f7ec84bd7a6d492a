using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Makes up calls, right ones and wrong ones, few keys and few attributes so that they meet. The same seed makes the same calls.</summary>
public sealed class Generator(int seed)
{
    private static readonly string[] Conditions =
    [
        "attribute_exists(a)", "attribute_not_exists(a)", "a = :v", "a <> :v", "a < :v", "a >= :v", "contains(a, :v)", "begins_with(a, :v)", "a BETWEEN :v AND :w",
        "size(a) > :v", "NOT a = :v", "a = :v OR b = :w", "a = :v AND b = :w", "a IN (:v, :w)", "attribute_type(a, :v)", "c.x = :v", "c[0] = :v", "(a = :v)", "a = b",
        "a =", "size = :v", "foo(a)", "a = :missing", "#n = :v", "",
    ];

    private static readonly string[] Updates =
    [
        "SET a = :v", "SET a = :v, b = :w", "SET a = a + :v", "SET a = :v - b", "SET b = if_not_exists(a, :v)", "SET a = list_append(a, :v)", "REMOVE a", "REMOVE a, b",
        "ADD a :v", "DELETE a :v", "SET c.x = :v", "SET c[0] = :v", "SET c[5] = :v", "REMOVE c[0]", "REMOVE c.x", "SET a = :v REMOVE b", "SET b = a", "SET a = :v, a = :w",
        "SET id = :v", "SET", "ADD a :v SET b = :w", "SET name = :v", "",
    ];

    private static readonly string[] KeyConditions =
    [
        "at = :v", "at < :v", "at <= :v", "at > :v", "at >= :v", "at BETWEEN :v AND :w", "begins_with(at, :v)", ":v < at", "at <> :v", "a = :v", "at = :v OR at = :w", "contains(at, :v)",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The tables that all steps are about.</summary>
    public static IEnumerable<Step> Tables()
    {
        yield return Table("$ONE", "S", null, indexes: "");
        yield return Table("$TWO", "S", "N", indexes: "");
        yield return Table("$THREE", "S", "S", indexes: """
            ,"GlobalSecondaryIndexes":[{"IndexName":"gsi","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}],
            "LocalSecondaryIndexes":[{"IndexName":"lsi","KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"l","KeyType":"RANGE"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}]
            """);
    }

    public Step Next()
    {
        var step = _random.Next(20) switch
        {
            < 5 => Put(),
            < 9 => Update(),
            < 11 => Delete(),
            < 13 => Get(),
            < 16 => Query(),
            < 18 => Scan(),
            18 => BatchGet(),
            _ => BatchWrite(),
        };
        return _random.Next(12) == 0 ? Spoil(step) : step;
    }

    private static Step Table(string name, string hash, string? range, string indexes)
    {
        var rangeAttribute = range is null ? "" : $",{{\"AttributeName\":\"at\",\"AttributeType\":\"{range}\"}}";
        var rangeKey = range is null ? "" : ",{\"AttributeName\":\"at\",\"KeyType\":\"RANGE\"}";
        var more = indexes.Length == 0 ? "" : ",{\"AttributeName\":\"g\",\"AttributeType\":\"S\"},{\"AttributeName\":\"l\",\"AttributeType\":\"N\"}";
        return new Step("CreateTable", $$"""
            {"TableName":"{{name}}","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"{{hash}}"}{{rangeAttribute}}{{more}}],
            "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}{{rangeKey}}]{{indexes}}}
            """);
    }

    private Step Put()
    {
        var body = new JsonObject { ["TableName"] = AnyTable(out var table), ["Item"] = Item(table) };
        if (Chance(3)) body["ReturnValues"] = Pick("ALL_OLD", "NONE", "ALL_NEW");
        if (Chance(3)) AddCondition(body, "ConditionExpression", Conditions);
        else if (Chance(8)) AddExpected(body);
        return Step.Of("PutItem", body);
    }

    private Step Update()
    {
        var body = new JsonObject { ["TableName"] = AnyTable(out var table), ["Key"] = Key(table) };
        if (Chance(2)) body["ReturnValues"] = Pick("ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW", "NONE");
        if (Chance(6)) body["AttributeUpdates"] = new JsonObject { [Pick("a", "b", "id")] = new JsonObject { ["Action"] = Pick("PUT", "ADD", "DELETE"), ["Value"] = Value() } };
        else AddCondition(body, "UpdateExpression", Updates);
        return Step.Of("UpdateItem", body);
    }

    private Step Delete()
    {
        var body = new JsonObject { ["TableName"] = AnyTable(out var table), ["Key"] = Key(table) };
        if (Chance(2)) body["ReturnValues"] = Pick("ALL_OLD", "NONE", "UPDATED_OLD");
        if (Chance(3)) AddCondition(body, "ConditionExpression", Conditions);
        else if (Chance(6)) AddExpected(body);
        return Step.Of("DeleteItem", body);
    }

    private Step Get()
    {
        var body = new JsonObject { ["TableName"] = AnyTable(out var table), ["Key"] = Key(table) };
        if (Chance(3)) body["ProjectionExpression"] = Pick("a", "a, b", "c.x", "c[0], b", "a, a", "id.x", "c, c.x", "size");
        if (Chance(3)) body["ReturnConsumedCapacity"] = Pick("TOTAL", "INDEXES", "NONE", "ALL");
        if (Chance(3)) body["ConsistentRead"] = Chance(2);
        return Step.Of("GetItem", body);
    }

    private Step Query()
    {
        var table = Pick("$TWO", "$THREE");
        var body = new JsonObject { ["TableName"] = table };
        if (table == "$THREE" && Chance(3)) QueryIndex(body);
        else AddCondition(body, "KeyConditionExpression", Chance(4) ? ["id = :k"] : [.. KeyConditions.Select(c => "id = :k AND " + c)]);
        if (Chance(3)) body["ScanIndexForward"] = Chance(2);
        if (Chance(3)) body["Limit"] = _random.Next(0, 4);
        if (Chance(4)) body["Select"] = Pick("COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES");
        if (Chance(4)) body["ReturnConsumedCapacity"] = Pick("TOTAL", "INDEXES");
        return Step.Of("Query", body);
    }

    private void QueryIndex(JsonObject body)
    {
        body["IndexName"] = Pick("gsi", "lsi", "none");
        var condition = body["IndexName"]?.ToString() == "gsi" ? "g = :k" : Pick("id = :k", "id = :k AND l > :n");
        body["KeyConditionExpression"] = condition;
        var values = new JsonObject { [":k"] = new JsonObject { ["S"] = Pick("x", "y", "z") } };
        if (condition.Contains(":n", StringComparison.Ordinal)) values[":n"] = new JsonObject { ["N"] = Pick("0", "1", "5") };
        body["ExpressionAttributeValues"] = values;
    }

    private Step Scan()
    {
        var body = new JsonObject { ["TableName"] = AnyTable(out var table) };
        if (Chance(3)) AddCondition(body, "FilterExpression", Conditions);
        if (table == "$THREE" && Chance(3)) body["IndexName"] = Pick("gsi", "lsi");
        if (Chance(5)) body["Select"] = Pick("COUNT", "ALL_ATTRIBUTES", "SPECIFIC_ATTRIBUTES");
        if (Chance(5)) body["ReturnConsumedCapacity"] = "TOTAL";
        return Step.Of("Scan", body);
    }

    private Step BatchGet()
    {
        var table = Pick("$ONE", "$TWO");
        var keys = new JsonArray([.. Enumerable.Range(0, _random.Next(1, 4)).Select(JsonNode? (_) => Key(table))]);
        return Step.Of("BatchGetItem", new JsonObject { ["RequestItems"] = new JsonObject { [table] = new JsonObject { ["Keys"] = keys } } });
    }

    private Step BatchWrite()
    {
        var table = Pick("$ONE", "$TWO", "$THREE");
        var writes = Enumerable.Range(0, _random.Next(1, 4)).Select(JsonNode? (_) => Chance(3)
            ? new JsonObject { ["DeleteRequest"] = new JsonObject { ["Key"] = Key(table) } }
            : new JsonObject { ["PutRequest"] = new JsonObject { ["Item"] = Item(table) } });
        return Step.Of("BatchWriteItem", new JsonObject { ["RequestItems"] = new JsonObject { [table] = new JsonArray([.. writes]) } });
    }

    /// <summary>Takes away a member, or gives it another type.</summary>
    private Step Spoil(Step step)
    {
        var body = JsonNode.Parse(step.Body)?.AsObject() ?? [];
        var holder = Chance(2) ? body : body.Select(m => m.Value).OfType<JsonObject>().Where(o => o.Count > 0).OrderBy(_ => _random.Next()).FirstOrDefault() ?? body;
        var member = holder.Select(m => m.Key).ElementAt(_random.Next(holder.Count));
        if (Chance(3)) holder.Remove(member);
        else holder[member] = Chance(2) ? _random.Next(5) switch { 0 => "", 1 => 5, 2 => true, 3 => new JsonArray(), _ => new JsonObject() } : Value();
        return step with { Body = body.ToJsonString() };
    }

    private void AddCondition(JsonObject body, string member, string[] expressions)
    {
        var expression = expressions[_random.Next(expressions.Length)];
        body[member] = expression;
        if (expression.Contains('#', StringComparison.Ordinal)) body["ExpressionAttributeNames"] = new JsonObject { ["#n"] = Pick("a", "b", "size") };
        var values = new JsonObject();
        foreach (var name in (string[])[":v", ":w"])
        {
            if (expression.Contains(name, StringComparison.Ordinal) || Chance(60)) values[name] = Value();
        }

        if (expression.Contains(":k", StringComparison.Ordinal)) values[":k"] = new JsonObject { ["S"] = Pick("x", "y", "z") };
        if (values.Count > 0) body["ExpressionAttributeValues"] = values;
    }

    private void AddExpected(JsonObject body) => body["Expected"] = new JsonObject
    {
        [Pick("a", "b")] = _random.Next(4) switch
        {
            0 => new JsonObject { ["Exists"] = false },
            1 => new JsonObject { ["Value"] = Value() },
            2 => new JsonObject { ["ComparisonOperator"] = Pick("EQ", "NE", "GT", "CONTAINS", "BEGINS_WITH"), ["AttributeValueList"] = new JsonArray(Value()) },
            _ => new JsonObject { ["ComparisonOperator"] = Pick("NULL", "NOT_NULL", "EQ") },
        },
    };

    private JsonObject Key(string table)
    {
        var key = new JsonObject { ["id"] = new JsonObject { ["S"] = Chance(40) ? "" : Pick("x", "y", "z") } };
        if (table == "$TWO") key["at"] = new JsonObject { ["N"] = Pick("0", "1", "-1", "1.5", "10", "1e1") };
        if (table == "$THREE") key["at"] = new JsonObject { ["S"] = Pick("p", "pq", "q") };
        if (Chance(40)) key["extra"] = Value();
        return key;
    }

    private JsonObject Item(string table)
    {
        var item = Key(table);
        item.Remove("extra");
        foreach (var name in (string[])["a", "b", "c"])
        {
            if (Chance(2)) item[name] = Value();
        }

        if (table != "$THREE") return item;
        if (Chance(2)) item["g"] = Chance(20) ? Value() : new JsonObject { ["S"] = Pick("x", "y") };
        if (Chance(2)) item["l"] = Chance(20) ? Value() : new JsonObject { ["N"] = Pick("1", "2", "30") };
        return item;
    }

    private JsonObject Value(int depth = 0) => _random.Next(depth > 1 ? 8 : 11) switch
    {
        0 or 1 => new JsonObject { ["S"] = Pick("x", "y", "xy", "", "S", "\u00e9") },
        2 or 3 => new JsonObject { ["N"] = Pick("0", "1", "-1", "2.50", "1e3", "007", "0.1", "x", "1e200") },
        4 => new JsonObject { ["B"] = Pick("AAE=", "/w==", "") },
        5 => new JsonObject { ["BOOL"] = Chance(2) },
        6 => new JsonObject { ["SS"] = Strings("x", "y", "z") },
        7 => new JsonObject { ["NS"] = Strings("1", "2", "3.0") },
        8 => new JsonObject { ["NULL"] = true },
        9 => new JsonObject { ["L"] = new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(JsonNode? (_) => Value(depth + 1))]) },
        _ => new JsonObject { ["M"] = new JsonObject { ["x"] = Value(depth + 1) } },
    };

    private JsonArray Strings(params string[] all) => new([.. all.Take(_random.Next(0, 4)).Select(JsonNode? (s) => s)]);

    private string AnyTable(out string table) => table = Pick("$ONE", "$TWO", "$THREE");

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private string Pick(params string[] all) => all[_random.Next(all.Length)];
}
