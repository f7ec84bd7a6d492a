using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html</remarks>
internal sealed class LambdaEventSourceMapping : ResourceType
{
    private const string Mappings = "/2015-03-31/event-source-mappings";

    /// <summary>What the mapping is set back to when a property is taken away.</summary>
    private static readonly Dictionary<string, Func<JsonNode>> Defaults = new()
    {
        ["BatchSize"] = () => 100,
        ["BisectBatchOnFunctionError"] = () => false,
        ["DestinationConfig"] = () => new JsonObject(),
        ["Enabled"] = () => true,
        ["FunctionResponseTypes"] = () => new JsonArray(),
        ["MaximumBatchingWindowInSeconds"] = () => 0,
        ["MaximumRecordAgeInSeconds"] = () => -1,
        ["MaximumRetryAttempts"] = () => -1,
    };

    public override string Name => "AWS::Lambda::EventSourceMapping";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("BatchSize", Shape.AsInteger),
        new Property("BisectBatchOnFunctionError", Shape.AsFlag),
        new Property("DestinationConfig", Shape.Object(new Property("OnFailure", Shape.Object(new Property("Destination", Shape.AsText))))),
        new Property("Enabled", Shape.AsFlag),
        new Property("EventSourceArn", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("FunctionName", Shape.AsText, IsRequired: true),
        new Property("FunctionResponseTypes", Shape.Texts),
        new Property("MaximumBatchingWindowInSeconds", Shape.AsInteger),
        new Property("MaximumRecordAgeInSeconds", Shape.AsInteger),
        new Property("MaximumRetryAttempts", Shape.AsInteger),
        new Property("StartingPosition", Shape.AsText, UpdateRequires.Replacement));

    public override IReadOnlyList<string> Attributes => ["EventSourceMappingArn", "Id"];

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var request = Wanted(task);
        request["EventSourceArn"] = task.Properties.Required("EventSourceArn");
        if (task.Properties.Text("StartingPosition") is { } position) request["StartingPosition"] = position;
        var made = await task.Wire.RestAsync("lambda", "POST", Mappings, request, cancellation).ConfigureAwait(false);
        task.Initiated(made["UUID"]?.ToString() ?? "");
        return await ReadyAsync(task, cancellation).ConfigureAwait(false);
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await task.Wire.RestAsync("lambda", "PUT", PathOf(task), Wanted(task), cancellation).ConfigureAwait(false);
        return await ReadyAsync(task, cancellation).ConfigureAwait(false);
    }

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) => LambdaPaths.DeleteAsync(task, PathOf(task), "", cancellation);

    private static JsonObject Wanted(ResourceTask task)
    {
        var request = new JsonObject { ["FunctionName"] = task.Properties.Required("FunctionName") };
        foreach (var (member, value) in Defaults) request[member] = task.Properties.Node(member) ?? value();
        return request;
    }

    private static async Task<IReadOnlyDictionary<string, Value>> ReadyAsync(ResourceTask task, CancellationToken cancellation)
    {
        var arn = "";
        await Stabilization.WaitAsync(async () =>
        {
            var mapping = await task.Wire.RestAsync("lambda", "GET", PathOf(task), body: null, cancellation).ConfigureAwait(false);
            arn = mapping["EventSourceMappingArn"]?.ToString() ?? "";
            return mapping["State"]?.ToString() is "Enabled" or "Disabled";
        }, $"The event source mapping {task.PhysicalId}", cancellation).ConfigureAwait(false);
        return new Dictionary<string, Value> { ["Id"] = Value.Of(task.PhysicalId), ["EventSourceMappingArn"] = Value.Of(arn) };
    }

    private static string PathOf(ResourceTask task) => $"{Mappings}/{task.PhysicalId}";
}
