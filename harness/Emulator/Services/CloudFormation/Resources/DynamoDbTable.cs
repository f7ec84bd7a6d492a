using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html</remarks>
internal sealed class DynamoDbTable : ResourceType
{
    private const string Recovery = "PointInTimeRecoverySpecification";

    /// <summary>Properties that the wire knows by the same names.</summary>
    private static readonly string[] Settings = ["BillingMode", "ProvisionedThroughput", "DeletionProtectionEnabled", "TableClass"];

    public override string Name => "AWS::DynamoDB::Table";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("AttributeDefinitions", new Shape.ListOf(Shape.Object(
            new Property("AttributeName", Shape.AsText, IsRequired: true),
            new Property("AttributeType", Shape.AsText, IsRequired: true)))),
        new Property("BillingMode", Shape.AsText),
        new Property("DeletionProtectionEnabled", Shape.AsFlag),
        new Property("GlobalSecondaryIndexes", new Shape.ListOf(DynamoDbIndexes.Global)),
        new Property("KeySchema", new Shape.ListOf(Shape.Object(
            new Property("AttributeName", Shape.AsText, IsRequired: true),
            new Property("KeyType", Shape.AsText, IsRequired: true))), UpdateRequires.Replacement, IsRequired: true),
        new Property("LocalSecondaryIndexes", new Shape.ListOf(DynamoDbIndexes.Local), UpdateRequires.Replacement),
        new Property(Recovery, Shape.Object(
            new Property("PointInTimeRecoveryEnabled", Shape.AsFlag),
            new Property("RecoveryPeriodInDays", Shape.AsInteger))),
        new Property("ProvisionedThroughput", DynamoDbIndexes.Throughput),
        new Property("StreamSpecification", Shape.Object(new Property("StreamViewType", Shape.AsText, IsRequired: true))),
        new Property("TableClass", Shape.AsText),
        new Property("TableName", Shape.AsText, UpdateRequires.Replacement),
        new Property("Tags", Shape.Tags),
        new Property(DynamoDbTimeToLive.Name, DynamoDbTimeToLive.Shape));

    public override IReadOnlyList<string> Attributes => ["Arn", "StreamArn"];

    public override string NameProperty => "TableName";

    public override bool TakesStackTags => true;

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var name = task.Properties.Text("TableName") ?? task.GenerateName(maxLength: 255);
        var request = new JsonObject
        {
            ["TableName"] = name,
            ["AttributeDefinitions"] = task.Properties.Node("AttributeDefinitions"),
            ["KeySchema"] = task.Properties.Node("KeySchema"),
        };
        AddSettings(request, task.Properties, [.. Settings, "GlobalSecondaryIndexes", "LocalSecondaryIndexes"]);
        if (task.Properties.Node("StreamSpecification") is { } stream) request["StreamSpecification"] = Enabled(stream);
        var tags = task.Properties.Tags();
        if (tags.Count > 0) request["Tags"] = TagList(tags);
        await CallAsync(task, "CreateTable", request, cancellation).ConfigureAwait(false);
        task.Initiated(name);
        if (DynamoDbTimeToLive.Of(task.Properties) is { } ends) await DynamoDbTimeToLive.SetAsync(task, ends, isEnabled: true, cancellation).ConfigureAwait(false);
        if (task.Properties.Node(Recovery) is { } recovery) await RecoverAsync(task, recovery, cancellation).ConfigureAwait(false);
        return await ActiveAsync(task, cancellation).ConfigureAwait(false);
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        if (KeyTypes(task.Properties) != KeyTypes(before)) throw new ResourceFailure("The type of a key attribute cannot change on a table that is there.");
        foreach (var index in DynamoDbIndexes.Dropped(task.Properties, before)) await ChangeIndexAsync(task, index, cancellation).ConfigureAwait(false);
        await ChangeSettingsAsync(task, before, cancellation).ConfigureAwait(false);
        await ChangeStreamAsync(task, before, cancellation).ConfigureAwait(false);
        foreach (var index in DynamoDbIndexes.Added(task.Properties, before)) await ChangeIndexAsync(task, index, cancellation).ConfigureAwait(false);
        await DynamoDbTimeToLive.ChangeAsync(task, before, cancellation).ConfigureAwait(false);
        await ChangeRecoveryAsync(task, before, cancellation).ConfigureAwait(false);
        var attributes = await ActiveAsync(task, cancellation).ConfigureAwait(false);
        await ChangeTagsAsync(task, before, attributes["Arn"].AsText ?? "", cancellation).ConfigureAwait(false);
        return attributes;
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            await CallAsync(task, "DeleteTable", Named(task), cancellation).ConfigureAwait(false);
            await Stabilization.WaitAsync(async () =>
            {
                await CallAsync(task, "DescribeTable", Named(task), cancellation).ConfigureAwait(false);
                return false;
            }, $"The deletion of {task.PhysicalId}", cancellation).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    /// <summary>What an index provides is changed with what its table does: one that is no longer billed on demand has to be told both at once.</summary>
    private static async Task ChangeSettingsAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        var changed = Settings.Where(name => task.Properties.Differs(before, name)).ToList();
        var indexes = DynamoDbIndexes.Provided(task.Properties, before);
        if (changed.Count == 0 && indexes.Count == 0) return;
        var request = Named(task);
        if (changed.Contains("ProvisionedThroughput") && !changed.Contains("BillingMode")) changed.Add("BillingMode");
        AddSettings(request, task.Properties, changed);
        if (changed.Contains("DeletionProtectionEnabled")) request["DeletionProtectionEnabled"] ??= false;
        if (changed.Contains("BillingMode")) request["BillingMode"] ??= "PROVISIONED";
        if (changed.Contains("BillingMode") && request["BillingMode"]?.ToString() == "PROVISIONED") AddSettings(request, task.Properties, ["ProvisionedThroughput"]);
        if (changed.Contains("TableClass")) request["TableClass"] ??= "STANDARD";
        if (indexes.Count > 0) request["GlobalSecondaryIndexUpdates"] = indexes;
        await CallAsync(task, "UpdateTable", request, cancellation).ConfigureAwait(false);
    }

    private static Task<JsonNode> ChangeIndexAsync(ResourceTask task, JsonObject change, CancellationToken cancellation)
    {
        var request = Named(task);
        request["AttributeDefinitions"] = task.Properties.Node("AttributeDefinitions");
        request["GlobalSecondaryIndexUpdates"] = new JsonArray(change);
        return CallAsync(task, "UpdateTable", request, cancellation);
    }

    /// <summary>A stream of another view is another stream: first the old one ends.</summary>
    private static async Task ChangeStreamAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        if (!task.Properties.Differs(before, "StreamSpecification")) return;
        if (before.Node("StreamSpecification") is not null)
        {
            var off = Named(task);
            off["StreamSpecification"] = new JsonObject { ["StreamEnabled"] = false };
            await CallAsync(task, "UpdateTable", off, cancellation).ConfigureAwait(false);
        }

        if (task.Properties.Node("StreamSpecification") is not { } stream) return;
        var on = Named(task);
        on["StreamSpecification"] = Enabled(stream);
        await CallAsync(task, "UpdateTable", on, cancellation).ConfigureAwait(false);
    }

    /// <summary>What a template does not say any more is switched off.</summary>
    private static async Task ChangeRecoveryAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        if (!task.Properties.Differs(before, Recovery)) return;
        var recovery = task.Properties.Node(Recovery) ?? new JsonObject { ["PointInTimeRecoveryEnabled"] = false };
        await RecoverAsync(task, recovery, cancellation).ConfigureAwait(false);
    }

    private static Task<JsonNode> RecoverAsync(ResourceTask task, JsonNode specification, CancellationToken cancellation)
    {
        var request = Named(task);
        request[Recovery] = specification;
        return CallAsync(task, "UpdateContinuousBackups", request, cancellation);
    }

    private static JsonNode Enabled(JsonNode stream)
    {
        stream["StreamEnabled"] = true;
        return stream;
    }

    private static string KeyTypes(PropertyReader properties)
    {
        var keys = (properties.Node("KeySchema") as JsonArray ?? []).Select(k => k?["AttributeName"]?.ToString()).ToHashSet();
        var attributes = (properties.Node("AttributeDefinitions") as JsonArray ?? []).Where(a => keys.Contains(a?["AttributeName"]?.ToString()));
        return string.Join(',', attributes.Select(a => $"{a?["AttributeName"]}:{a?["AttributeType"]}").Order(StringComparer.Ordinal));
    }

    private static JsonObject Named(ResourceTask task) => new() { ["TableName"] = task.PhysicalId };

    private static void AddSettings(JsonObject request, PropertyReader properties, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (properties.Node(name) is { } value) request[name] = value;
        }
    }

    private static JsonArray TagList(IEnumerable<KeyValuePair<string, string>> tags) =>
        new([.. tags.Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]);

    private static async Task<IReadOnlyDictionary<string, Value>> ActiveAsync(ResourceTask task, CancellationToken cancellation)
    {
        var (arn, stream) = ("", "");
        await Stabilization.WaitAsync(async () =>
        {
            var table = (await CallAsync(task, "DescribeTable", Named(task), cancellation).ConfigureAwait(false))["Table"];
            arn = table?["TableArn"]?.ToString() ?? "";
            stream = table?["LatestStreamArn"]?.ToString() ?? "";
            return table?["TableStatus"]?.ToString() == "ACTIVE";
        }, $"The table {task.PhysicalId}", cancellation).ConfigureAwait(false);
        var attributes = Arn(arn);
        if (stream.Length > 0) attributes["StreamArn"] = Value.Of(stream);
        return attributes;
    }

    private static async Task ChangeTagsAsync(ResourceTask task, PropertyReader before, string arn, CancellationToken cancellation)
    {
        var gone = before.Tags().Keys.Except(task.Properties.Tags().Keys).ToList();
        if (gone.Count > 0)
        {
            var keys = new JsonArray([.. gone.Select(k => JsonValue.Create(k))]);
            await CallAsync(task, "UntagResource", new JsonObject { ["ResourceArn"] = arn, ["TagKeys"] = keys }, cancellation).ConfigureAwait(false);
        }

        if (task.Properties.Tags() is not { Count: > 0 } tags) return;
        await CallAsync(task, "TagResource", new JsonObject { ["ResourceArn"] = arn, ["Tags"] = TagList(tags) }, cancellation).ConfigureAwait(false);
    }

    private static Task<JsonNode> CallAsync(ResourceTask task, string operation, JsonObject request, CancellationToken cancellation) =>
        task.Wire.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, request, cancellation);
}
