using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>The secondary indexes of a table, and what becomes of the global ones when a template changes.</summary>
internal static class DynamoDbIndexes
{
    private const string Provision = "ProvisionedThroughput";

    public static readonly Shape Throughput = Shape.Object(
        new Property("ReadCapacityUnits", Shape.AsInteger, IsRequired: true),
        new Property("WriteCapacityUnits", Shape.AsInteger, IsRequired: true));

    public static readonly Shape.ObjectOf Local = Shape.Object(Shared);

    public static readonly Shape.ObjectOf Global = Shape.Object([.. Shared, new Property(Provision, Throughput)]);

    private static Property[] Shared =>
    [
        new Property("IndexName", Shape.AsText, IsRequired: true),
        new Property("KeySchema", new Shape.ListOf(Shape.Object(
            new Property("AttributeName", Shape.AsText, IsRequired: true),
            new Property("KeyType", Shape.AsText, IsRequired: true))), IsRequired: true),
        new Property("Projection", Shape.Object(
            new Property("ProjectionType", Shape.AsText),
            new Property("NonKeyAttributes", new Shape.ListOf(Shape.AsText))), IsRequired: true),
    ];

    /// <summary>Elements of <c>GlobalSecondaryIndexUpdates</c>, each for a call of its own: those that are gone, and those whose key or projection changes.</summary>
    public static IEnumerable<JsonObject> Dropped(PropertyReader now, PropertyReader before)
    {
        var wanted = ByName(now);
        return ByName(before).Where(i => !IsSame(i.Value, wanted.GetValueOrDefault(i.Key))).Select(i => new JsonObject { ["Delete"] = new JsonObject { ["IndexName"] = i.Key } });
    }

    /// <summary>Elements of <c>GlobalSecondaryIndexUpdates</c>, each for a call of its own: those that are new, and those that were dropped to be made anew.</summary>
    public static IEnumerable<JsonObject> Added(PropertyReader now, PropertyReader before)
    {
        var there = ByName(before);
        return ByName(now).Where(i => !IsSame(there.GetValueOrDefault(i.Key), i.Value)).Select(i => new JsonObject { ["Create"] = i.Value.DeepClone() });
    }

    /// <summary><c>GlobalSecondaryIndexUpdates</c> of those that stay and provide something else than before.</summary>
    public static JsonArray Provided(PropertyReader now, PropertyReader before)
    {
        var there = ByName(before);
        var changed = ByName(now).Where(i => there.TryGetValue(i.Key, out var old) && IsSame(old, i.Value) && i.Value[Provision] is { } && !JsonNode.DeepEquals(old[Provision], i.Value[Provision]));
        return new([.. changed.Select(i => new JsonObject { ["Update"] = new JsonObject { ["IndexName"] = i.Key, [Provision] = i.Value[Provision]?.DeepClone() } })]);
    }

    /// <summary>Whether one is the other, whatever it provides.</summary>
    private static bool IsSame(JsonNode? one, JsonNode? other) =>
        one is not null && other is not null && JsonNode.DeepEquals(one["KeySchema"], other["KeySchema"]) && JsonNode.DeepEquals(one["Projection"], other["Projection"]);

    private static Dictionary<string, JsonNode> ByName(PropertyReader properties) =>
        properties.Node("GlobalSecondaryIndexes") is JsonArray indexes ? indexes.OfType<JsonNode>().ToDictionary(i => i["IndexName"]?.ToString() ?? "") : [];
}
