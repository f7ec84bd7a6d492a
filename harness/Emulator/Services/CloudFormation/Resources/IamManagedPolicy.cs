using System.Xml.Linq;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-managedpolicy.html</remarks>
internal sealed class IamManagedPolicy : ResourceType
{
    /// <summary>Versions beside the default one.</summary>
    private const int MostOthers = 4;

    public override string Name => "AWS::IAM::ManagedPolicy";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("Description", Shape.AsText, UpdateRequires.Replacement),
        new Property("Groups", Shape.Texts),
        new Property("ManagedPolicyName", Shape.AsText, UpdateRequires.Replacement),
        new Property("Path", Shape.AsText, UpdateRequires.Replacement),
        new Property("PolicyDocument", Shape.AsJson, IsRequired: true),
        new Property("Roles", Shape.Texts),
        new Property("Users", Shape.Texts));

    public override IReadOnlyList<string> Attributes => ["PolicyArn", "PolicyId"];

    public override string NameProperty => "ManagedPolicyName";

    public override string Capability(ResourceDeclaration resource) => IamWire.Capability(resource, NameProperty);

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var given = task.Properties;
        string ArnOf(string name) => task.Scope.GlobalArn("iam", $"policy{given.Text("Path") ?? "/"}{name}");
        var answer = await IamWire.CallAsync(task, "CreatePolicy", cancellation,
            ("PolicyName", given.Text("ManagedPolicyName") ?? task.GenerateName(maxLength: 128, idOf: ArnOf)), ("Path", given.Text("Path")), ("Description", given.Text("Description")),
            ("PolicyDocument", given.Document("PolicyDocument"))).ConfigureAwait(false);
        task.Initiated(IamWire.Of(answer, "Arn"));
        await AttachAsync(task, new PropertyReader(Value.Map.Empty), cancellation).ConfigureAwait(false);
        return AttributesOf(answer);
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        if (task.Properties.Differs(before, "PolicyDocument"))
        {
            // The oldest makes room.
            var versions = await VersionsAsync(task, cancellation).ConfigureAwait(false);
            if (versions.Count >= MostOthers) await DeleteVersionAsync(task, versions[^1], cancellation).ConfigureAwait(false);
            await IamWire.CallAsync(task, "CreatePolicyVersion", cancellation,
                ("PolicyArn", task.PhysicalId), ("PolicyDocument", task.Properties.Document("PolicyDocument")), ("SetAsDefault", "true")).ConfigureAwait(false);
        }

        await AttachAsync(task, before, cancellation).ConfigureAwait(false);
        return AttributesOf(await IamWire.CallAsync(task, "GetPolicy", cancellation, ("PolicyArn", task.PhysicalId)).ConfigureAwait(false));
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            foreach (var kind in IamPolicy.Holders)
            {
                foreach (var name in IamWire.Texts(task.Properties, kind + "s")) await DetachAsync(task, kind, name, cancellation).ConfigureAwait(false);
            }

            foreach (var version in await VersionsAsync(task, cancellation).ConfigureAwait(false)) await DeleteVersionAsync(task, version, cancellation).ConfigureAwait(false);
            await IamWire.CallAsync(task, "DeletePolicy", cancellation, ("PolicyArn", task.PhysicalId)).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    private static async Task AttachAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        foreach (var kind in IamPolicy.Holders)
        {
            var (had, has) = (IamWire.Texts(before, kind + "s").ToList(), IamWire.Texts(task.Properties, kind + "s").ToList());
            foreach (var name in had.Except(has)) await DetachAsync(task, kind, name, cancellation).ConfigureAwait(false);
            foreach (var name in has.Except(had))
            {
                await IamWire.CallAsync(task, $"Attach{kind}Policy", cancellation, (kind + "Name", name), ("PolicyArn", task.PhysicalId)).ConfigureAwait(false);
            }
        }
    }

    private static Task DetachAsync(ResourceTask task, string kind, string name, CancellationToken cancellation) =>
        IamWire.RemoveAsync(task, $"Detach{kind}Policy", cancellation, (kind + "Name", name), ("PolicyArn", task.PhysicalId));

    /// <returns>Newest first, without the default one.</returns>
    private static async Task<IReadOnlyList<string>> VersionsAsync(ResourceTask task, CancellationToken cancellation)
    {
        var answer = await IamWire.CallAsync(task, "ListPolicyVersions", cancellation, ("PolicyArn", task.PhysicalId)).ConfigureAwait(false);
        var (ids, defaults) = (IamWire.All(answer, "VersionId"), IamWire.All(answer, "IsDefaultVersion"));
        return [.. ids.Where((_, i) => defaults[i] == "false")];
    }

    private static Task DeleteVersionAsync(ResourceTask task, string version, CancellationToken cancellation) =>
        IamWire.RemoveAsync(task, "DeletePolicyVersion", cancellation, ("PolicyArn", task.PhysicalId), ("VersionId", version));

    private static Dictionary<string, Value> AttributesOf(XElement answer) => new()
    {
        ["PolicyArn"] = Value.Of(IamWire.Of(answer, "Arn")),
        ["PolicyId"] = Value.Of(IamWire.Of(answer, "PolicyId")),
    };
}
