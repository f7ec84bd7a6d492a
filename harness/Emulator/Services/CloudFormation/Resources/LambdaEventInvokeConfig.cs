using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>What becomes of a function's asynchronous invocations.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventinvokeconfig.html</remarks>
internal sealed class LambdaEventInvokeConfig : ResourceType
{
    private static readonly Shape Destination = Shape.Object(new Property("Destination", Shape.AsText, IsRequired: true));
    private static readonly string[] Members = ["DestinationConfig", "MaximumEventAgeInSeconds", "MaximumRetryAttempts"];

    public override string Name => "AWS::Lambda::EventInvokeConfig";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("DestinationConfig", Shape.Object(new Property("OnFailure", Destination), new Property("OnSuccess", Destination))),
        new Property("FunctionName", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("MaximumEventAgeInSeconds", Shape.AsInteger),
        new Property("MaximumRetryAttempts", Shape.AsInteger),
        new Property("Qualifier", Shape.AsText, UpdateRequires.Replacement, IsRequired: true));

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        await PutAsync(task, cancellation).ConfigureAwait(false);
        task.Initiated($"{task.Properties.Required("FunctionName")}|{task.Properties.Required("Qualifier")}");
        return NoAttributes;
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await PutAsync(task, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) => LambdaPaths.DeleteAsync(task, PathOf(task), QueryOf(task), cancellation);

    private static async Task PutAsync(ResourceTask task, CancellationToken cancellation)
    {
        var request = new JsonObject();
        foreach (var member in Members)
        {
            if (task.Properties.Node(member) is { } value) request[member] = value;
        }

        await task.Wire.RestAsync("lambda", "PUT", PathOf(task), request, cancellation, QueryOf(task)).ConfigureAwait(false);
    }

    private static string PathOf(ResourceTask task) => LambdaPaths.EventInvoke(task.Properties.Required("FunctionName"));

    private static string QueryOf(ResourceTask task) => LambdaPaths.Qualifier(task.Properties.Required("Qualifier"));
}
