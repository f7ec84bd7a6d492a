using System.Xml.Linq;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-accesskey.html</remarks>
internal sealed class IamAccessKey : ResourceType
{
    public override string Name => "AWS::IAM::AccessKey";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("Serial", Shape.AsInteger, UpdateRequires.Replacement),
        new Property("Status", Shape.AsText),
        new Property("UserName", Shape.AsText, UpdateRequires.Replacement, IsRequired: true));

    public override IReadOnlyList<string> Attributes => ["SecretAccessKey"];

    public override string Capability(ResourceDeclaration resource) => IamWire.Capability(resource, nameProperty: null);

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var answer = await IamWire.CallAsync(task, "CreateAccessKey", cancellation, ("UserName", task.Properties.Required("UserName"))).ConfigureAwait(false);
        task.Initiated(IamWire.Of(answer, "AccessKeyId"));
        if (task.Properties.Text("Status") is "Inactive") await SetStatusAsync(task, cancellation).ConfigureAwait(false);
        return new Dictionary<string, Value> { ["SecretAccessKey"] = Value.Of(IamWire.Of(answer, "SecretAccessKey")) };
    }

    /// <summary>The secret was told once, when the key was made, and is kept from then.</summary>
    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await SetStatusAsync(task, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) =>
        IamWire.RemoveAsync(task, "DeleteAccessKey", cancellation, ("UserName", task.Properties.Required("UserName")), ("AccessKeyId", task.PhysicalId));

    private static Task<XElement> SetStatusAsync(ResourceTask task, CancellationToken cancellation) => IamWire.CallAsync(task, "UpdateAccessKey", cancellation,
        ("UserName", task.Properties.Required("UserName")), ("AccessKeyId", task.PhysicalId), ("Status", task.Properties.Text("Status") ?? "Active"));
}
