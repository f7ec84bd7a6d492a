using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>A copy of a REST API's configuration; another configuration needs another deployment.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-deployment.html</remarks>
internal sealed class ApiGatewayDeployment : ResourceType
{
    public override string Name => "AWS::ApiGateway::Deployment";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("Description", Shape.AsText),
        new Property("RestApiId", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("StageName", Shape.AsText));

    public override IReadOnlyList<string> Attributes => ["DeploymentId"];

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var request = new JsonObject();
        if (task.Properties.Node("Description") is { } description) request["description"] = description;
        if (task.Properties.Node("StageName") is { } stage) request["stageName"] = stage;
        var deployment = await CallAsync(task, "POST", DeploymentsOf(task), request, cancellation).ConfigureAwait(false);
        task.Initiated(deployment["id"]?.ToString() ?? "");
        return Facts(task);
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        if (task.Properties.Differs(before, "Description"))
        {
            var operation = new JsonObject { ["op"] = "replace", ["path"] = "/description", ["value"] = task.Properties.Text("Description") ?? "" };
            await CallAsync(task, "PATCH", PathOf(task), new JsonObject { ["patchOperations"] = new JsonArray(operation) }, cancellation).ConfigureAwait(false);
        }

        return Facts(task);
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            await DeleteStageAsync(task, cancellation).ConfigureAwait(false);
            await CallAsync(task, "DELETE", PathOf(task), body: null, cancellation).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    /// <summary>The stage that the deployment made, unless another serves it by then.</summary>
    private static async Task DeleteStageAsync(ResourceTask task, CancellationToken cancellation)
    {
        if (task.Properties.Text("StageName") is not { } name) return;
        var path = $"/restapis/{task.Properties.Required("RestApiId")}/stages/{Uri.EscapeDataString(name)}";
        try
        {
            var stage = await CallAsync(task, "GET", path, body: null, cancellation).ConfigureAwait(false);
            if (stage["deploymentId"]?.ToString() == task.PhysicalId) await CallAsync(task, "DELETE", path, body: null, cancellation).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    private static string DeploymentsOf(ResourceTask task) => $"/restapis/{task.Properties.Required("RestApiId")}/deployments";

    private static string PathOf(ResourceTask task) => $"{DeploymentsOf(task)}/{task.PhysicalId}";

    private static Dictionary<string, Value> Facts(ResourceTask task) => new() { ["DeploymentId"] = Value.Of(task.PhysicalId) };

    private static Task<JsonNode> CallAsync(ResourceTask task, string method, string path, JsonObject? body, CancellationToken cancellation) =>
        task.Wire.RestAsync("apigateway", method, path, body, cancellation);
}
