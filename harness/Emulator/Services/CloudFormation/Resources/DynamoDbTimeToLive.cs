using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>The attribute by which the items of a table end. A specification that is switched off says the same as none.</summary>
internal static class DynamoDbTimeToLive
{
    public const string Name = "TimeToLiveSpecification";

    private const string Attribute = "AttributeName";
    private const string Flag = "Enabled";

    public static Shape.ObjectOf Shape { get; } = Resources.Shape.Object(
        new Property(Attribute, Resources.Shape.AsText),
        new Property(Flag, Resources.Shape.AsFlag, IsRequired: true));

    /// <summary>The attribute that a template wants; <c>null</c> for none.</summary>
    public static string? Of(PropertyReader properties) =>
        properties.Object(Name) is { } specification && specification.Flag(Flag) == true ? specification.Text(Attribute) ?? "" : null;

    /// <summary>Asks the table first where the template changes: what an update that failed came to is not known, and DynamoDB refuses to set what is set.</summary>
    public static async Task ChangeAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        var wanted = Of(task.Properties);
        if (wanted == Of(before)) return;
        var described = (await CallAsync(task, "DescribeTimeToLive", new JsonObject(), cancellation).ConfigureAwait(false))["TimeToLiveDescription"];
        var current = described?["TimeToLiveStatus"]?.ToString() == "ENABLED" ? described[Attribute]?.ToString() : null;
        if (current == wanted) return;
        await SetAsync(task, wanted ?? current ?? "", wanted is not null, cancellation).ConfigureAwait(false);
    }

    public static Task SetAsync(ResourceTask task, string attribute, bool isEnabled, CancellationToken cancellation) =>
        CallAsync(task, "UpdateTimeToLive", new JsonObject { [Name] = new JsonObject { [Attribute] = attribute, [Flag] = isEnabled } }, cancellation);

    private static Task<JsonNode> CallAsync(ResourceTask task, string operation, JsonObject request, CancellationToken cancellation)
    {
        request["TableName"] = task.PhysicalId;
        return task.Wire.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, request, cancellation);
    }
}
