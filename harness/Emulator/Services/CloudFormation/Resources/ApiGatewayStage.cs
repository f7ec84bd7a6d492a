using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-stage.html</remarks>
internal sealed class ApiGatewayStage : ResourceType
{
    public override string Name => "AWS::ApiGateway::Stage";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("DeploymentId", Shape.AsText),
        new Property("Description", Shape.AsText),
        new Property("RestApiId", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("StageName", Shape.AsText, UpdateRequires.Replacement),
        new Property("Tags", Shape.Tags),
        new Property("Variables", new Shape.MapOf(Shape.AsText)));

    public override bool TakesStackTags => true;

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var name = task.Properties.Required("StageName");
        var request = new JsonObject { ["stageName"] = name };
        if (task.Properties.Node("DeploymentId") is { } deployment) request["deploymentId"] = deployment;
        if (task.Properties.Node("Description") is { } description) request["description"] = description;
        if (task.Properties.Node("Variables") is { } variables) request["variables"] = variables;
        await CallAsync(task, "POST", StagesOf(task), request, cancellation).ConfigureAwait(false);
        task.Initiated(name);
        await ApiGatewayTags.ChangeAsync(task, PathOf(task), before: null, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        var operations = new List<JsonNode>();
        if (task.Properties.Differs(before, "DeploymentId")) operations.Add(Operation("replace", "/deploymentId", task.Properties.Text("DeploymentId")));
        if (task.Properties.Differs(before, "Description")) operations.Add(Operation("replace", "/description", task.Properties.Text("Description") ?? ""));
        var (now, then) = (Variables(task.Properties), Variables(before));
        foreach (var (name, value) in now.Except(then)) operations.Add(Operation("replace", "/variables/" + name, value));
        foreach (var name in then.Keys.Except(now.Keys)) operations.Add(Operation("remove", "/variables/" + name, value: null));
        if (operations.Count > 0) await CallAsync(task, "PATCH", PathOf(task), new JsonObject { ["patchOperations"] = new JsonArray([.. operations]) }, cancellation).ConfigureAwait(false);
        await ApiGatewayTags.ChangeAsync(task, PathOf(task), before, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            await CallAsync(task, "DELETE", PathOf(task), body: null, cancellation).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    private static Dictionary<string, string> Variables(PropertyReader properties) =>
        properties["Variables"] is Value.Map map ? map.Entries.ToDictionary(e => e.Key, e => e.Value.AsText ?? "") : [];

    private static JsonObject Operation(string op, string path, string? value) => new() { ["op"] = op, ["path"] = path, ["value"] = value };

    private static string StagesOf(ResourceTask task) => $"/restapis/{task.Properties.Required("RestApiId")}/stages";

    private static string PathOf(ResourceTask task) => $"{StagesOf(task)}/{Uri.EscapeDataString(task.PhysicalId)}";

    private static Task<JsonNode> CallAsync(ResourceTask task, string method, string path, JsonObject? body, CancellationToken cancellation) =>
        task.Wire.RestAsync("apigateway", method, path, body, cancellation);
}
