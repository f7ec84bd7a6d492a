using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-user.html</remarks>
internal sealed class IamUser : ResourceType
{
    private static readonly IamHolder Holder = new("User");

    public override string Name => "AWS::IAM::User";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("Groups", Shape.Texts),
        IamHolder.ManagedPolicyArns,
        new Property("Path", Shape.AsText, UpdateRequires.Replacement),
        IamHolder.PermissionsBoundary,
        IamHolder.Policies,
        IamHolder.Tags,
        new Property("UserName", Shape.AsText, UpdateRequires.Replacement));

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "UserName";

    public override bool TakesStackTags => true;

    public override string Capability(ResourceDeclaration resource) => IamWire.Capability(resource, NameProperty);

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var given = task.Properties;
        var name = given.Text("UserName") ?? task.GenerateName(maxLength: 64);
        var answer = await IamWire.CallAsync(task, "CreateUser", cancellation,
            [("UserName", name), ("Path", given.Text("Path")), ("PermissionsBoundary", given.Text("PermissionsBoundary")), .. IamWire.Tags(given.Tags())]).ConfigureAwait(false);
        task.Initiated(name);
        await Holder.GiveAsync(task, cancellation).ConfigureAwait(false);
        await JoinAsync(task, [], cancellation).ConfigureAwait(false);
        return Arn(IamWire.Of(answer, "Arn"));
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await Holder.UpdateAsync(task, before, cancellation).ConfigureAwait(false);
        await JoinAsync(task, [.. IamWire.Texts(before, "Groups")], cancellation).ConfigureAwait(false);
        var answer = await IamWire.CallAsync(task, "GetUser", cancellation, ("UserName", task.PhysicalId)).ConfigureAwait(false);
        return Arn(IamWire.Of(answer, "Arn"));
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            await Holder.StripAsync(task, cancellation).ConfigureAwait(false);
            var groups = await IamWire.CallAsync(task, "ListGroupsForUser", cancellation, ("UserName", task.PhysicalId)).ConfigureAwait(false);
            foreach (var group in IamWire.All(groups, "GroupName")) await LeaveAsync(task, group, cancellation).ConfigureAwait(false);
            await IamWire.CallAsync(task, "DeleteUser", cancellation, ("UserName", task.PhysicalId)).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    private static async Task JoinAsync(ResourceTask task, IReadOnlyList<string> before, CancellationToken cancellation)
    {
        var groups = IamWire.Texts(task.Properties, "Groups").ToList();
        foreach (var group in before.Except(groups)) await LeaveAsync(task, group, cancellation).ConfigureAwait(false);
        foreach (var group in groups.Except(before))
        {
            await IamWire.CallAsync(task, "AddUserToGroup", cancellation, ("GroupName", group), ("UserName", task.PhysicalId)).ConfigureAwait(false);
        }
    }

    private static Task LeaveAsync(ResourceTask task, string group, CancellationToken cancellation) =>
        IamWire.RemoveAsync(task, "RemoveUserFromGroup", cancellation, ("GroupName", group), ("UserName", task.PhysicalId));
}
