using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-gatewayresponse.html</remarks>
internal sealed class ApiGatewayGatewayResponse : ResourceType
{
    /// <summary>Property, and its name on the wire.</summary>
    private static readonly (string Name, string Wire)[] Settings =
        [("StatusCode", "statusCode"), ("ResponseParameters", "responseParameters"), ("ResponseTemplates", "responseTemplates")];

    public override string Name => "AWS::ApiGateway::GatewayResponse";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("ResponseParameters", new Shape.MapOf(Shape.AsText)),
        new Property("ResponseTemplates", new Shape.MapOf(Shape.AsText)),
        new Property("ResponseType", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("RestApiId", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("StatusCode", Shape.AsText));

    public override IReadOnlyList<string> Attributes => ["Id"];

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        await PutAsync(task, cancellation).ConfigureAwait(false);
        task.Initiated($"{task.Properties.Required("RestApiId")}/{task.Properties.Required("ResponseType")}");
        return new Dictionary<string, Value> { ["Id"] = Value.Of(task.PhysicalId) };
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await PutAsync(task, cancellation).ConfigureAwait(false);
        return new Dictionary<string, Value> { ["Id"] = Value.Of(task.PhysicalId) };
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            await task.Wire.RestAsync("apigateway", "DELETE", PathOf(task), body: null, cancellation).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    private static Task<JsonNode> PutAsync(ResourceTask task, CancellationToken cancellation)
    {
        var request = new JsonObject();
        foreach (var (name, wire) in Settings)
        {
            if (task.Properties.Node(name) is { } value) request[wire] = value;
        }

        return task.Wire.RestAsync("apigateway", "PUT", PathOf(task), request, cancellation);
    }

    private static string PathOf(ResourceTask task) =>
        $"/restapis/{task.Properties.Required("RestApiId")}/gatewayresponses/{Uri.EscapeDataString(task.Properties.Required("ResponseType"))}";
}
