using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>The account's settings, of which there is one: deleting the resource leaves them.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-account.html</remarks>
internal sealed class ApiGatewayAccount : ResourceType
{
    public override string Name => "AWS::ApiGateway::Account";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(new Property("CloudWatchRoleArn", Shape.AsText));

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        await SetAsync(task, cancellation).ConfigureAwait(false);
        task.Initiated(task.GenerateName(64));
        return NoAttributes;
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await SetAsync(task, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) => Task.CompletedTask;

    private static Task<JsonNode> SetAsync(ResourceTask task, CancellationToken cancellation)
    {
        var operation = new JsonObject { ["op"] = "replace", ["path"] = "/cloudwatchRoleArn", ["value"] = task.Properties.Text("CloudWatchRoleArn") ?? "" };
        return task.Wire.RestAsync("apigateway", "PATCH", "/account", new JsonObject { ["patchOperations"] = new JsonArray(operation) }, cancellation);
    }
}
