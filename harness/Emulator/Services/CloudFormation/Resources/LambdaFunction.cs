using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html</remarks>
internal sealed class LambdaFunction : ResourceType
{
    private const string Functions = "/2015-03-31/functions";

    private const string Reserved = "ReservedConcurrentExecutions";

    /// <summary>What the function is set back to when a property is taken away.</summary>
    private static readonly Dictionary<string, Func<string, JsonNode>> Defaults = new()
    {
        ["Description"] = _ => "",
        ["Environment"] = _ => new JsonObject { ["Variables"] = new JsonObject() },
        ["EphemeralStorage"] = _ => new JsonObject { ["Size"] = 512 },
        ["Handler"] = _ => "",
        ["LoggingConfig"] = function => new JsonObject { ["LogFormat"] = "Text", ["LogGroup"] = "/aws/lambda/" + function },
        ["MemorySize"] = _ => 128,
        ["Role"] = _ => "",
        ["Runtime"] = _ => "",
        ["Timeout"] = _ => 3,
        ["TracingConfig"] = _ => new JsonObject { ["Mode"] = "PassThrough" },
    };

    public override string Name => "AWS::Lambda::Function";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("Architectures", Shape.Texts),
        new Property("Code", Shape.Object(
            new Property("S3Bucket", Shape.AsText),
            new Property("S3Key", Shape.AsText),
            new Property("S3ObjectVersion", Shape.AsText),
            new Property("ZipFile", Shape.AsText)), IsRequired: true),
        new Property("Description", Shape.AsText),
        new Property("Environment", Shape.Object(new Property("Variables", new Shape.MapOf(Shape.AsText)))),
        new Property("EphemeralStorage", Shape.Object(new Property("Size", Shape.AsInteger, IsRequired: true))),
        new Property("FunctionName", Shape.AsText, UpdateRequires.Replacement),
        new Property("Handler", Shape.AsText),
        new Property("LoggingConfig", Shape.Object(new Property("LogFormat", Shape.AsText), new Property("LogGroup", Shape.AsText))),
        new Property("MemorySize", Shape.AsInteger),
        new Property("PackageType", Shape.AsText, UpdateRequires.Replacement),
        new Property(Reserved, Shape.AsInteger),
        new Property("Role", Shape.AsText, IsRequired: true),
        new Property("Runtime", Shape.AsText),
        new Property("Tags", Shape.Tags),
        new Property("Timeout", Shape.AsInteger),
        new Property("TracingConfig", Shape.Object(new Property("Mode", Shape.AsText))));

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "FunctionName";

    public override bool TakesStackTags => true;

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var name = task.Properties.Text("FunctionName") ?? task.GenerateName(maxLength: 64);
        var request = new JsonObject { ["FunctionName"] = name, ["Code"] = InlineCode.OnTheWire(task.Properties), ["Tags"] = TagMap(task) };
        foreach (var member in Defaults.Keys.Append("Architectures").Append("PackageType"))
        {
            if (task.Properties.Node(member) is { } value) request[member] = value;
        }

        await task.Wire.RestAsync("lambda", "POST", Functions, request, cancellation).ConfigureAwait(false);
        task.Initiated(name);
        if (task.Properties.Integer(Reserved) is not null) await ReserveAsync(task, cancellation).ConfigureAwait(false);
        return await ReadyAsync(task, cancellation).ConfigureAwait(false);
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        var changed = Defaults.Keys.Where(name => task.Properties.Differs(before, name)).ToList();
        if (changed.Count > 0)
        {
            var request = new JsonObject(
                changed.Select(name => KeyValuePair.Create(name, (JsonNode?)(task.Properties.Node(name) ?? Defaults[name](task.PhysicalId)))));
            await task.Wire.RestAsync("lambda", "PUT", PathOf(task) + "/configuration", request, cancellation).ConfigureAwait(false);
            await ReadyAsync(task, cancellation).ConfigureAwait(false);
        }

        if (task.Properties.Differs(before, "Code") || task.Properties.Differs(before, "Architectures"))
        {
            var code = InlineCode.OnTheWire(task.Properties);
            code["Architectures"] = task.Properties.Node("Architectures") ?? new JsonArray("x86_64");
            await task.Wire.RestAsync("lambda", "PUT", PathOf(task) + "/code", code, cancellation).ConfigureAwait(false);
        }

        if (task.Properties.Differs(before, Reserved)) await ReserveAsync(task, cancellation).ConfigureAwait(false);
        var attributes = await ReadyAsync(task, cancellation).ConfigureAwait(false);
        await ChangeTagsAsync(task, before, attributes["Arn"].AsText ?? "", cancellation).ConfigureAwait(false);
        return attributes;
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            await task.Wire.RestAsync("lambda", "DELETE", PathOf(task), body: null, cancellation).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    private static string PathOf(ResourceTask task) => $"{Functions}/{Uri.EscapeDataString(task.PhysicalId)}";

    /// <summary>Active, and its last update done.</summary>
    private static async Task<IReadOnlyDictionary<string, Value>> ReadyAsync(ResourceTask task, CancellationToken cancellation)
    {
        var arn = "";
        await Stabilization.WaitAsync(async () =>
        {
            var function = await task.Wire.RestAsync("lambda", "GET", PathOf(task) + "/configuration", body: null, cancellation).ConfigureAwait(false);
            arn = function["FunctionArn"]?.ToString() ?? "";
            string Of(string member) => function[member]?.ToString() ?? "";
            if (Of("State") == "Failed") throw ResourceFailure.NotStabilized(Of("StateReason"));
            if (Of("LastUpdateStatus") == "Failed") throw ResourceFailure.NotStabilized(Of("LastUpdateStatusReason"));
            return Of("State") != "Pending" && Of("LastUpdateStatus") != "InProgress";
        }, $"The function {task.PhysicalId}", cancellation).ConfigureAwait(false);
        return Arn(arn);
    }

    private static async Task ReserveAsync(ResourceTask task, CancellationToken cancellation)
    {
        var path = $"/2017-10-31/functions/{Uri.EscapeDataString(task.PhysicalId)}/concurrency";
        var most = task.Properties.Integer(Reserved);
        var request = most is null ? null : new JsonObject { [Reserved] = most };
        await task.Wire.RestAsync("lambda", most is null ? "DELETE" : "PUT", path, request, cancellation).ConfigureAwait(false);
    }

    private static JsonObject TagMap(ResourceTask task) =>
        new(task.SystemTags().Concat(task.Properties.Tags()).Select(t => KeyValuePair.Create(t.Key, (JsonNode?)JsonValue.Create(t.Value))));

    private static async Task ChangeTagsAsync(ResourceTask task, PropertyReader before, string arn, CancellationToken cancellation)
    {
        var path = "/2017-03-31/tags/" + Uri.EscapeDataString(arn);
        var gone = before.Tags().Keys.Except(task.Properties.Tags().Keys).ToList();
        if (gone.Count > 0)
        {
            var query = string.Join('&', gone.Select(k => "tagKeys=" + Uri.EscapeDataString(k)));
            await task.Wire.RestAsync("lambda", "DELETE", path, body: null, cancellation, query).ConfigureAwait(false);
        }

        await task.Wire.RestAsync("lambda", "POST", path, new JsonObject { ["Tags"] = TagMap(task) }, cancellation).ConfigureAwait(false);
    }
}
