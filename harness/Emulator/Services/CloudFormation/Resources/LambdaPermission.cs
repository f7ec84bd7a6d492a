using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>A statement of a function's policy; its physical id is the statement's.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-permission.html</remarks>
internal sealed class LambdaPermission : ResourceType
{
    private const string ViaUrl = "InvokedViaFunctionUrl";

    private static readonly string[] Members =
        ["Action", "Principal", "SourceArn", "SourceAccount", "EventSourceToken", "FunctionUrlAuthType", "PrincipalOrgID"];

    public override string Name => "AWS::Lambda::Permission";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
    [
        new Property("FunctionName", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property(ViaUrl, Shape.AsFlag, UpdateRequires.Replacement),
        .. Members.Select(m => new Property(m, Shape.AsText, UpdateRequires.Replacement, IsRequired: m is "Action" or "Principal")),
    ]);

    public override IReadOnlyList<string> Attributes => ["Id"];

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var id = task.GenerateName(maxLength: 100);
        var request = new JsonObject { ["StatementId"] = id };
        foreach (var member in Members)
        {
            if (task.Properties.Text(member) is { } value) request[member] = value;
        }

        if (task.Properties.Flag(ViaUrl) is { } viaUrl) request[ViaUrl] = viaUrl;
        await task.Wire.RestAsync("lambda", "POST", PolicyOf(task), request, cancellation).ConfigureAwait(false);
        task.Initiated(id);
        return new Dictionary<string, Value> { ["Id"] = Value.Of(id) };
    }

    /// <summary>Every property requires a new statement.</summary>
    public override Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, Value>>(new Dictionary<string, Value> { ["Id"] = Value.Of(task.PhysicalId) });

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            await task.Wire.RestAsync("lambda", "DELETE", $"{PolicyOf(task)}/{task.PhysicalId}", body: null, cancellation).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    private static string PolicyOf(ResourceTask task) => $"/2015-03-31/functions/{Uri.EscapeDataString(task.Properties.Required("FunctionName"))}/policy";
}
