using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>The secondary indexes of a table, and what becomes of the global ones when a template changes.</summary>
internal static class DynamoDbIndexes
{
    public static readonly Shape Throughput = Shape.Object(
        new Property("ReadCapacityUnits", Shape.AsInteger, IsRequired: true),
        new Property("WriteCapacityUnits", Shape.AsInteger, IsRequired: true));

    public static readonly Shape.ObjectOf Local = Shape.Object(Shared);

    public static readonly Shape.ObjectOf Global = Shape.Object([.. Shared, new Property("ProvisionedThroughput", Throughput)]);

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

    /// <summary>Elements of <c>GlobalSecondaryIndexUpdates</c>, each for a call of its own: an index is made or dropped one at a time, and one that changes is both.</summary>
    public static IEnumerable<JsonObject> Changes(PropertyReader now, PropertyReader before)
    {
        var (wanted, there) = (ByName(now), ByName(before));
        foreach (var (name, index) in there)
        {
            if (IsSame(index, wanted.GetValueOrDefault(name))) continue;
            yield return new JsonObject { ["Delete"] = new JsonObject { ["IndexName"] = name } };
        }

        foreach (var (name, index) in wanted)
        {
            if (!IsSame(there.GetValueOrDefault(name), index)) yield return new JsonObject { ["Create"] = index.DeepClone() };
        }
    }

    private static bool IsSame(JsonNode? one, JsonNode? other) => one is not null && other is not null && JsonNode.DeepEquals(one, other);

    private static Dictionary<string, JsonNode> ByName(PropertyReader properties) =>
        properties.Node("GlobalSecondaryIndexes") is JsonArray indexes ? indexes.OfType<JsonNode>().ToDictionary(i => i["IndexName"]?.ToString() ?? "") : [];
}
