using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-group.html</remarks>
internal sealed class IamGroup : ResourceType
{
    private static readonly IamHolder Holder = new("Group");

    public override string Name => "AWS::IAM::Group";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("GroupName", Shape.AsText, UpdateRequires.Replacement),
        IamHolder.ManagedPolicyArns,
        new Property("Path", Shape.AsText, UpdateRequires.Replacement),
        IamHolder.Policies);

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "GroupName";

    public override string Capability(ResourceDeclaration resource) => IamWire.Capability(resource, NameProperty);

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var name = task.Properties.Text("GroupName") ?? task.GenerateName(maxLength: 128);
        var answer = await IamWire.CallAsync(task, "CreateGroup", cancellation, ("GroupName", name), ("Path", task.Properties.Text("Path"))).ConfigureAwait(false);
        task.Initiated(name);
        await Holder.GiveAsync(task, cancellation).ConfigureAwait(false);
        return Arn(IamWire.Of(answer, "Arn"));
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await Holder.ChangePoliciesAsync(task, before, cancellation).ConfigureAwait(false);
        var answer = await IamWire.CallAsync(task, "GetGroup", cancellation, ("GroupName", task.PhysicalId)).ConfigureAwait(false);
        return Arn(IamWire.Of(answer, "Arn"));
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            await Holder.StripAsync(task, cancellation).ConfigureAwait(false);
            await IamWire.CallAsync(task, "DeleteGroup", cancellation, ("GroupName", task.PhysicalId)).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }
}
