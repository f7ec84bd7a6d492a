using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>An alias of a function; its physical id is the alias's ARN.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-alias.html</remarks>
internal sealed class LambdaAlias : ResourceType
{
    public override string Name => "AWS::Lambda::Alias";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("Description", Shape.AsText),
        new Property("FunctionName", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("FunctionVersion", Shape.AsText, IsRequired: true),
        new Property("Name", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property(LambdaProvisioned.Name, LambdaProvisioned.Shape));

    public override IReadOnlyList<string> Attributes => ["AliasArn"];

    public override string NameProperty => "Name";

    public override string NameScope => "FunctionName";

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var function = task.Properties.Required("FunctionName");
        var name = task.Properties.Required(NameProperty);
        var request = Wanted(task);
        request[NameProperty] = name;
        var created = await task.Wire.RestAsync("lambda", "POST", LambdaPaths.Function(function) + "/aliases", request, cancellation).ConfigureAwait(false);
        task.Initiated(created["AliasArn"]?.ToString() ?? "");
        if (task.Properties[LambdaProvisioned.Name] is not null) await LambdaProvisioned.SetAsync(task, function, name, cancellation).ConfigureAwait(false);
        return Attributed(task);
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await task.Wire.RestAsync("lambda", "PUT", PathOf(task), Wanted(task), cancellation).ConfigureAwait(false);
        if (task.Properties[LambdaProvisioned.Name] is not null || before[LambdaProvisioned.Name] is not null)
        {
            await LambdaProvisioned.SetAsync(task, task.Properties.Required("FunctionName"), task.Properties.Required(NameProperty), cancellation).ConfigureAwait(false);
        }

        return Attributed(task);
    }

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) => LambdaPaths.DeleteAsync(task, PathOf(task), "", cancellation);

    private static JsonObject Wanted(ResourceTask task) => new()
    {
        ["FunctionVersion"] = task.Properties.Required("FunctionVersion"),
        ["Description"] = task.Properties.Text("Description") ?? "",
    };

    private static string PathOf(ResourceTask task) =>
        $"{LambdaPaths.Function(task.Properties.Required("FunctionName"))}/aliases/{Uri.EscapeDataString(task.Properties.Required("Name"))}";

    private static Dictionary<string, Value> Attributed(ResourceTask task) => new() { ["AliasArn"] = Value.Of(task.PhysicalId) };
}
