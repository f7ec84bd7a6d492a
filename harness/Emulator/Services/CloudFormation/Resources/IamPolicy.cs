using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>One inline policy, given to any number of roles, users and groups.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-policy.html</remarks>
internal sealed class IamPolicy : ResourceType
{
    /// <summary>Who can have policies, as IAM's operations spell it.</summary>
    public static readonly string[] Holders = ["Role", "User", "Group"];

    public override string Name => "AWS::IAM::Policy";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("Groups", Shape.Texts),
        new Property("PolicyDocument", Shape.AsJson, IsRequired: true),
        new Property("PolicyName", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("Roles", Shape.Texts),
        new Property("Users", Shape.Texts));

    public override string Capability(ResourceDeclaration resource) => IamWire.Capability(resource, nameProperty: null);

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        task.Initiated(task.GenerateName(maxLength: 128));
        await PutAsync(task, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await PutAsync(task, cancellation).ConfigureAwait(false);
        foreach (var kind in Holders)
        {
            var gone = IamWire.Texts(before, kind + "s").Except(IamWire.Texts(task.Properties, kind + "s"));
            foreach (var name in gone) await RemoveAsync(task, kind, name, cancellation).ConfigureAwait(false);
        }

        return NoAttributes;
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        foreach (var kind in Holders)
        {
            foreach (var name in IamWire.Texts(task.Properties, kind + "s")) await RemoveAsync(task, kind, name, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task PutAsync(ResourceTask task, CancellationToken cancellation)
    {
        var (policy, document) = (task.Properties.Required("PolicyName"), task.Properties.Document("PolicyDocument"));
        foreach (var kind in Holders)
        {
            foreach (var name in IamWire.Texts(task.Properties, kind + "s"))
            {
                await IamWire.CallAsync(task, $"Put{kind}Policy", cancellation, (kind + "Name", name), ("PolicyName", policy), ("PolicyDocument", document)).ConfigureAwait(false);
            }
        }
    }

    private static Task RemoveAsync(ResourceTask task, string kind, string name, CancellationToken cancellation) =>
        IamWire.RemoveAsync(task, $"Delete{kind}Policy", cancellation, (kind + "Name", name), ("PolicyName", task.Properties.Required("PolicyName")));
}
