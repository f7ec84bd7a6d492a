using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>An address of a function or an alias; its physical id is the ARN of what it calls.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-url.html</remarks>
internal sealed class LambdaUrl : ResourceType
{
    private static readonly string[] Members = ["AuthType", "Cors", "InvokeMode"];

    public override string Name => "AWS::Lambda::Url";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("AuthType", Shape.AsText, IsRequired: true),
        new Property("Cors", Shape.Object(
            new Property("AllowCredentials", Shape.AsFlag),
            new Property("AllowHeaders", Shape.Texts),
            new Property("AllowMethods", Shape.Texts),
            new Property("AllowOrigins", Shape.Texts),
            new Property("ExposeHeaders", Shape.Texts),
            new Property("MaxAge", Shape.AsInteger))),
        new Property("InvokeMode", Shape.AsText),
        new Property("Qualifier", Shape.AsText, UpdateRequires.Replacement),
        new Property("TargetFunctionArn", Shape.AsText, UpdateRequires.Replacement, IsRequired: true));

    public override IReadOnlyList<string> Attributes => ["FunctionArn", "FunctionUrl"];

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var made = await SendAsync(task, "POST", cancellation).ConfigureAwait(false);
        task.Initiated(made["FunctionArn"]?.ToString() ?? "");
        return Attributed(made);
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation) =>
        Attributed(await SendAsync(task, "PUT", cancellation).ConfigureAwait(false));

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) =>
        LambdaPaths.DeleteAsync(task, PathOf(task), LambdaPaths.Qualifier(task.Properties.Text("Qualifier")), cancellation);

    private static Task<JsonNode> SendAsync(ResourceTask task, string method, CancellationToken cancellation)
    {
        var request = new JsonObject { ["Cors"] = new JsonObject() };
        foreach (var member in Members)
        {
            if (task.Properties.Node(member) is { } value) request[member] = value;
        }

        return task.Wire.RestAsync("lambda", method, PathOf(task), request, cancellation, LambdaPaths.Qualifier(task.Properties.Text("Qualifier")));
    }

    private static string PathOf(ResourceTask task) => LambdaPaths.Url(task.Properties.Required("TargetFunctionArn"));

    private static Dictionary<string, Value> Attributed(JsonNode url) => new()
    {
        ["FunctionArn"] = Value.Of(url["FunctionArn"]?.ToString() ?? ""),
        ["FunctionUrl"] = Value.Of(url["FunctionUrl"]?.ToString() ?? ""),
    };
}
