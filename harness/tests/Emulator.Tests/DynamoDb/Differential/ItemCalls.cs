using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Calls about one item.</summary>
internal sealed class ItemCalls(Draw draw)
{
    public static readonly string[] Conditions =
    [
        "attribute_exists(a)", "attribute_not_exists(a)", "a = :v", "a <> :v", "a < :v", "a >= :v", "contains(a, :v)", "begins_with(a, :v)", "a BETWEEN :v AND :w",
        "size(a) > :v", "NOT a = :v", "a = :v OR b = :w", "a = :v AND b = :w", "a IN (:v, :w)", "attribute_type(a, :v)", "c.x = :v", "c[0] = :v", "(a = :v)", "a = b",
        "a =", "size = :v", "foo(a)", "a = :missing", "#n = :v", "", "attribute_exists(c.x)", "a = :v AND NOT (b = :w OR c = :v)", "size(a) = size(b)", "contains(c, a)", ":v = :v",
    ];

    private static readonly string[] Updates =
    [
        "SET a = :v", "SET a = :v, b = :w", "SET a = a + :v", "SET a = :v - b", "SET b = if_not_exists(a, :v)", "SET a = list_append(a, :v)", "REMOVE a", "REMOVE a, b",
        "ADD a :v", "DELETE a :v", "SET c.x = :v", "SET c[0] = :v", "SET c[5] = :v", "REMOVE c[0]", "REMOVE c.x", "SET a = :v REMOVE b", "SET b = a", "SET a = :v, a = :w",
        "SET id = :v", "SET", "ADD a :v SET b = :w", "SET name = :v", "", "SET a = b, b = a", "SET #n = :v", "SET c = c.x", "SET a = if_not_exists(c.x, b) + :v",
        "SET a = list_append(:v, :w)", "ADD c.x :v", "SET g = :v", "SET l = :v REMOVE g",
    ];

    public Step Put()
    {
        var table = draw.Table();
        var body = new JsonObject { ["TableName"] = table, ["Item"] = draw.Item(table) };
        if (draw.Chance(3)) body["ReturnValues"] = draw.Pick("ALL_OLD", "NONE", "ALL_NEW");
        AddCondition(body, oneIn: 8);
        AddReturns(body);
        return Step.Of("PutItem", body);
    }

    public Step Update()
    {
        var table = draw.Table();
        var body = new JsonObject { ["TableName"] = table, ["Key"] = draw.Key(table) };
        if (draw.Chance(2)) body["ReturnValues"] = draw.Pick("ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW", "NONE");
        if (draw.Chance(6))
        {
            var update = new JsonObject { ["Action"] = draw.Pick("PUT", "ADD", "DELETE") };
            if (!draw.Chance(4)) update["Value"] = draw.Value();

            // What a deletion leaves is told at once, not seen later.
            if (update["Action"]?.ToString() == "DELETE") body["ReturnValues"] = "ALL_NEW";
            body["AttributeUpdates"] = new JsonObject { [draw.Pick("a", "b", "id")] = update };
        }
        else
        {
            draw.AddExpression(body, "UpdateExpression", Updates);
            if (draw.Chance(5)) body["ConditionExpression"] = draw.Pick("attribute_exists(id)", "attribute_not_exists(id)", "attribute_exists(a)");
        }

        AddReturns(body);
        return Step.Of("UpdateItem", body);
    }

    public Step Delete()
    {
        var table = draw.Table();
        var body = new JsonObject { ["TableName"] = table, ["Key"] = draw.Key(table) };
        if (draw.Chance(2)) body["ReturnValues"] = draw.Pick("ALL_OLD", "NONE", "UPDATED_OLD");
        AddCondition(body, oneIn: 6);
        AddReturns(body);
        return Step.Of("DeleteItem", body);
    }

    public Step Get()
    {
        var table = draw.Table();
        var body = new JsonObject { ["TableName"] = table, ["Key"] = draw.Key(table) };
        if (draw.Chance(3)) body["ProjectionExpression"] = draw.Pick("a", "a, b", "c.x", "c[0], b", "a, a", "id.x", "c, c.x", "size", "");
        else if (draw.Chance(8)) body["AttributesToGet"] = new JsonArray(draw.Pick("a", "b", "id"), draw.Pick("a", "c"));
        if (draw.Chance(3)) body["ReturnConsumedCapacity"] = draw.Pick("TOTAL", "INDEXES", "NONE", "ALL");
        if (draw.Chance(3)) body["ConsistentRead"] = draw.Chance(2);
        return Step.Of("GetItem", body);
    }

    private void AddCondition(JsonObject body, int oneIn)
    {
        if (draw.Chance(3)) draw.AddExpression(body, "ConditionExpression", Conditions);
        else if (draw.Chance(oneIn)) draw.AddExpected(body);
    }

    private void AddReturns(JsonObject body)
    {
        if (draw.Chance(6)) body["ReturnConsumedCapacity"] = draw.Pick("TOTAL", "INDEXES", "NONE");
        if (draw.Chance(12)) body["ReturnItemCollectionMetrics"] = draw.Pick("SIZE", "NONE", "ALL");
    }
}
