using System.Globalization;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html</remarks>
internal sealed class IamRole : ResourceType
{
    private static readonly IamHolder Holder = new("Role");

    public override string Name => "AWS::IAM::Role";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("AssumeRolePolicyDocument", Shape.AsJson, IsRequired: true),
        new Property("Description", Shape.AsText),
        IamHolder.ManagedPolicyArns,
        new Property("MaxSessionDuration", Shape.AsInteger),
        new Property("Path", Shape.AsText, UpdateRequires.Replacement),
        IamHolder.PermissionsBoundary,
        IamHolder.Policies,
        new Property("RoleName", Shape.AsText, UpdateRequires.Replacement),
        IamHolder.Tags);

    public override IReadOnlyList<string> Attributes => ["Arn", "RoleId"];

    public override string NameProperty => "RoleName";

    public override bool TakesStackTags => true;

    public override string Capability(ResourceDeclaration resource) => IamWire.Capability(resource, NameProperty);

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var given = task.Properties;
        var name = given.Text("RoleName") ?? task.GenerateName(maxLength: 64);
        var answer = await IamWire.CallAsync(task, "CreateRole", cancellation,
        [
            ("RoleName", name),
            ("Path", given.Text("Path")),
            ("AssumeRolePolicyDocument", given.Document("AssumeRolePolicyDocument")),
            ("Description", given.Text("Description")),
            ("MaxSessionDuration", given.Integer("MaxSessionDuration")?.ToString(CultureInfo.InvariantCulture)),
            ("PermissionsBoundary", given.Text("PermissionsBoundary")),
            .. IamWire.Tags(given.Tags()),
        ]).ConfigureAwait(false);
        task.Initiated(name);
        await Holder.GiveAsync(task, cancellation).ConfigureAwait(false);
        return new Dictionary<string, Value> { ["Arn"] = Value.Of(IamWire.Of(answer, "Arn")), ["RoleId"] = Value.Of(IamWire.Of(answer, "RoleId")) };
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        var given = task.Properties;
        if (given.Differs(before, "AssumeRolePolicyDocument"))
        {
            await IamWire.CallAsync(task, "UpdateAssumeRolePolicy", cancellation,
                ("RoleName", task.PhysicalId), ("PolicyDocument", given.Document("AssumeRolePolicyDocument"))).ConfigureAwait(false);
        }

        if (given.Differs(before, "Description") || given.Differs(before, "MaxSessionDuration"))
        {
            await IamWire.CallAsync(task, "UpdateRole", cancellation,
                ("RoleName", task.PhysicalId),
                ("Description", given.Text("Description") ?? ""),
                ("MaxSessionDuration", (given.Integer("MaxSessionDuration") ?? 3600).ToString(CultureInfo.InvariantCulture))).ConfigureAwait(false);
        }

        await Holder.UpdateAsync(task, before, cancellation).ConfigureAwait(false);
        var answer = await IamWire.CallAsync(task, "GetRole", cancellation, ("RoleName", task.PhysicalId)).ConfigureAwait(false);
        return Attributes.ToDictionary(a => a, a => (Value)Value.Of(IamWire.Of(answer, a)));
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            await Holder.StripAsync(task, cancellation).ConfigureAwait(false);
            await IamWire.CallAsync(task, "DeleteRole", cancellation, ("RoleName", task.PhysicalId)).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }
}
