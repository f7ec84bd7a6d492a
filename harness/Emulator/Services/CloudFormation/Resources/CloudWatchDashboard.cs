using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudwatch-dashboard.html</remarks>
internal sealed class CloudWatchDashboard : ResourceType
{
    public override string Name => "AWS::CloudWatch::Dashboard";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("DashboardBody", Shape.AsText, IsRequired: true),
        new Property("DashboardName", Shape.AsText, UpdateRequires.Replacement));

    public override string NameProperty => "DashboardName";

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var name = task.Properties.Text("DashboardName") ?? task.GenerateName(maxLength: 255);
        await PutAsync(task, name, cancellation).ConfigureAwait(false);
        task.Initiated(name);
        return NoAttributes;
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await PutAsync(task, task.PhysicalId, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) =>
        CloudWatchWire.RemoveAsync(task, "DeleteDashboards", new JsonObject { ["DashboardNames"] = new JsonArray(task.PhysicalId) }, cancellation);

    private static Task<JsonNode> PutAsync(ResourceTask task, string name, CancellationToken cancellation) => CloudWatchWire.CallAsync(
        task, "PutDashboard", new JsonObject { ["DashboardName"] = name, ["DashboardBody"] = task.Properties.Required("DashboardBody") }, cancellation);
}
