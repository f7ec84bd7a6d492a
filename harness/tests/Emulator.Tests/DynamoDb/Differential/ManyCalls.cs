using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Calls about several items.</summary>
internal sealed class ManyCalls(Draw draw)
{
    public Step BatchGet()
    {
        var table = draw.Pick("$ONE", "$TWO");
        var keys = new JsonArray([.. Enumerable.Range(0, draw.Number(4)).Select(JsonNode? (_) => draw.Key(table))]);
        var request = new JsonObject { ["Keys"] = keys };
        if (draw.Chance(4)) request["ProjectionExpression"] = draw.Pick("a", "id", "c.x");
        return Step.Of("BatchGetItem", new JsonObject { ["RequestItems"] = new JsonObject { [table] = request } });
    }

    public Step BatchWrite()
    {
        var table = draw.Table();
        var writes = Enumerable.Range(0, draw.Number(4)).Select(JsonNode? (_) => draw.Chance(3)
            ? new JsonObject { ["DeleteRequest"] = new JsonObject { ["Key"] = draw.Key(table) } }
            : new JsonObject { ["PutRequest"] = new JsonObject { ["Item"] = draw.Item(table) } });
        return Step.Of("BatchWriteItem", new JsonObject { ["RequestItems"] = new JsonObject { [table] = new JsonArray([.. writes]) } });
    }

    public Step TransactGet()
    {
        var gets = Enumerable.Range(0, 1 + draw.Number(3)).Select(JsonNode? (_) =>
        {
            var table = draw.Table();
            var get = new JsonObject { ["TableName"] = table, ["Key"] = draw.Key(table) };
            if (draw.Chance(4)) get["ProjectionExpression"] = draw.Pick("a", "b, c.x");
            return new JsonObject { ["Get"] = get };
        });
        return Step.Of("TransactGetItems", new JsonObject { ["TransactItems"] = new JsonArray([.. gets]) });
    }

    public Step TransactWrite()
    {
        var body = new JsonObject { ["TransactItems"] = new JsonArray([.. Enumerable.Range(0, 1 + draw.Number(3)).Select(JsonNode? (_) => Action())]) };
        if (draw.Chance(6)) body["ClientRequestToken"] = $"$RUN-{draw.Number(3)}";
        return Step.Of("TransactWriteItems", body);
    }

    private JsonObject Action()
    {
        var table = draw.Table();
        var action = new JsonObject { ["TableName"] = table };
        var name = draw.Pick("Put", "Put", "Update", "Delete", "ConditionCheck");
        if (name == "Put") action["Item"] = draw.Item(table);
        else action["Key"] = draw.Key(table);
        if (name == "Update") draw.AddExpression(action, "UpdateExpression", ["SET a = :v", "REMOVE a", "ADD b :v", "SET c.x = :v"]);
        else if (name == "ConditionCheck" || draw.Chance(3)) draw.AddExpression(action, "ConditionExpression", ["attribute_exists(id)", "attribute_not_exists(id)", "a = :v"]);
        if (draw.Chance(6)) action["ReturnValuesOnConditionCheckFailure"] = draw.Pick("ALL_OLD", "NONE");
        return new JsonObject { [name] = action };
    }
}
