using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Calls that read pages.</summary>
internal sealed class ReadCalls(Draw draw)
{
    private static readonly string[] KeyConditions =
    [
        "r = :v", "r < :v", "r <= :v", "r > :v", "r >= :v", "r BETWEEN :v AND :w", "begins_with(r, :v)", ":v < r", "r <> :v", "a = :v", "r = :v OR r = :w", "contains(r, :v)",
    ];

    public Step Query()
    {
        var table = draw.Pick("$TWO", "$THREE");
        var body = new JsonObject { ["TableName"] = table };
        if (table == "$THREE" && draw.Chance(3)) OfIndex(body);
        else if (draw.Chance(8)) Old(body);
        else draw.AddExpression(body, "KeyConditionExpression", draw.Chance(4) ? ["id = :k"] : [.. KeyConditions.Select(c => "id = :k AND " + c)]);
        if (draw.Chance(6) && body.ContainsKey("KeyConditionExpression")) body["FilterExpression"] = draw.Pick("attribute_exists(a)", "a = b", "size(c) > c", "attribute_exists(id)");
        if (draw.Chance(3)) body["ScanIndexForward"] = draw.Chance(2);
        if (draw.Chance(3)) body["Limit"] = draw.Number(4);
        if (draw.Chance(4)) body["Select"] = draw.Pick("COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES");
        if (draw.Chance(6)) body["ProjectionExpression"] = draw.Pick("a", "id, r", "c.x, b");
        if (draw.Chance(10)) body["ExclusiveStartKey"] = draw.Key(table);
        if (draw.Chance(8)) body["ConsistentRead"] = true;
        if (draw.Chance(4)) body["ReturnConsumedCapacity"] = draw.Pick("TOTAL", "INDEXES");
        return Step.Of("Query", body);
    }

    public Step Scan()
    {
        var table = draw.Table();
        var body = new JsonObject { ["TableName"] = table };
        if (draw.Chance(3)) draw.AddExpression(body, "FilterExpression", ItemCalls.Conditions);
        else if (draw.Chance(6)) body["ScanFilter"] = new JsonObject { [draw.Pick("a", "b")] = draw.OldCondition() };
        if (table == "$THREE" && draw.Chance(3)) body["IndexName"] = draw.Pick("gsi", "lsi", "none");
        if (draw.Chance(5)) body["Select"] = draw.Pick("COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES");
        if (draw.Chance(8)) body["Limit"] = draw.Number(4);
        if (draw.Chance(10)) body["TotalSegments"] = draw.Number(4);
        if (draw.Chance(10)) body["Segment"] = draw.Number(3);
        if (draw.Chance(12)) body["ExclusiveStartKey"] = draw.Key(table);
        if (draw.Chance(10)) body["AttributesToGet"] = new JsonArray("a", draw.Pick("b", "c"));
        if (draw.Chance(5)) body["ReturnConsumedCapacity"] = "TOTAL";
        return Step.Of("Scan", body);
    }

    private void OfIndex(JsonObject body)
    {
        body["IndexName"] = draw.Pick("gsi", "lsi", "none");
        var condition = body["IndexName"]?.ToString() == "gsi" ? "g = :k" : draw.Pick("id = :k", "id = :k AND l > :n");
        body["KeyConditionExpression"] = condition;
        var values = new JsonObject { [":k"] = draw.Text("x", "y", "z") };
        if (condition.Contains(":n", StringComparison.Ordinal)) values[":n"] = new JsonObject { ["N"] = draw.Pick("0", "1", "5") };
        body["ExpressionAttributeValues"] = values;
    }

    private void Old(JsonObject body)
    {
        var conditions = new JsonObject { ["id"] = new JsonObject { ["ComparisonOperator"] = "EQ", ["AttributeValueList"] = new JsonArray(draw.Text("x", "y")) } };
        if (draw.Chance(2)) conditions["r"] = draw.OldCondition();
        body["KeyConditions"] = conditions;
        if (draw.Chance(3)) body["QueryFilter"] = new JsonObject { [draw.Pick("a", "b", "r")] = draw.OldCondition() };
    }
}
