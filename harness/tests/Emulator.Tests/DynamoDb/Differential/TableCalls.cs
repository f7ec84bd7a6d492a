using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Calls about tables, most of them wrong: those that the other calls need stay as they are.</summary>
internal sealed class TableCalls(Draw draw)
{
    public Step Next() => draw.Number(4) switch
    {
        0 => Step.Of("DescribeTable", new JsonObject { ["TableName"] = draw.Pick("$ONE", "$TWO", "$THREE", "$ONE-absent", "a", "b c") }),
        1 => Step.Of("ListTables", new JsonObject { ["Limit"] = draw.Number(2) * 101, ["ExclusiveStartTableName"] = draw.Pick("b!", "x") }),
        2 => Update(),
        _ => Create(),
    };

    private Step Create()
    {
        var hash = draw.Pick("id", "id", "other");
        var body = new JsonObject
        {
            ["TableName"] = draw.Pick("$ONE", "ab", "with space"),
            ["AttributeDefinitions"] = new JsonArray(Definition("id"), draw.Chance(2) ? Definition("r") : Definition("id")),
            ["KeySchema"] = new JsonArray(Part(hash, draw.Pick("HASH", "HASH", "RANGE")), Part(draw.Pick("r", hash), draw.Pick("RANGE", "HASH"))),
        };
        if (draw.Chance(2)) body["BillingMode"] = draw.Pick("PAY_PER_REQUEST", "PROVISIONED", "FREE");
        if (draw.Chance(2)) body["ProvisionedThroughput"] = new JsonObject { ["ReadCapacityUnits"] = draw.Number(3) - 1, ["WriteCapacityUnits"] = draw.Number(3) - 1 };
        return Step.Of("CreateTable", body);
    }

    private Step Update()
    {
        var body = new JsonObject { ["TableName"] = draw.Pick("$ONE-absent", "a", "$ONE") };
        if (draw.Chance(2)) body["ProvisionedThroughput"] = new JsonObject { ["ReadCapacityUnits"] = draw.Number(2) - 1, ["WriteCapacityUnits"] = 1 };
        if (draw.Chance(3)) body["GlobalSecondaryIndexUpdates"] = new JsonArray();
        return Step.Of("UpdateTable", body);
    }

    private JsonObject Definition(string name) => new() { ["AttributeName"] = name, ["AttributeType"] = draw.Pick("S", "N", "B", "S", "L") };

    private static JsonObject Part(string name, string type) => new() { ["AttributeName"] = name, ["KeyType"] = type };
}
