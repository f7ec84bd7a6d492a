using System.Xml.Linq;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>The policies, boundary and tags that a template gives a role, user or group.</summary>
/// <param name="kind"><c>Role</c>, <c>User</c> or <c>Group</c>.</param>
internal sealed class IamHolder(string kind)
{
    public static readonly Property Policies = new("Policies", new Shape.ListOf(Shape.Object(
        new Property("PolicyName", Shape.AsText, IsRequired: true), new Property("PolicyDocument", Shape.AsJson, IsRequired: true))));

    public static readonly Property ManagedPolicyArns = new("ManagedPolicyArns", Shape.Texts);

    public static readonly Property PermissionsBoundary = new("PermissionsBoundary", Shape.AsText);

    public static readonly Property Tags = new("Tags", Shape.Tags);

    /// <summary>Gives a new one its policies; boundary and tags came with it.</summary>
    public Task GiveAsync(ResourceTask task, CancellationToken cancellation) => ChangePoliciesAsync(task, new PropertyReader(Value.Map.Empty), cancellation);

    public async Task UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await ChangePoliciesAsync(task, before, cancellation).ConfigureAwait(false);
        var given = task.Properties;
        if (given.Differs(before, "PermissionsBoundary"))
        {
            var boundary = given.Text("PermissionsBoundary");
            await CallAsync(task, (boundary is null ? "Delete" : "Put") + kind + "PermissionsBoundary", cancellation, ("PermissionsBoundary", boundary)).ConfigureAwait(false);
        }

        var (old, tags) = (before.Tags(), given.Tags());
        var gone = old.Keys.Except(tags.Keys).Select((key, i) => ($"TagKeys.member.{i + 1}", (string?)key)).ToList();
        if (gone.Count > 0) await CallAsync(task, "Untag" + kind, cancellation, gone).ConfigureAwait(false);
        if (tags.Any(t => old.GetValueOrDefault(t.Key) != t.Value)) await CallAsync(task, "Tag" + kind, cancellation, IamWire.Tags(tags)).ConfigureAwait(false);
    }

    public async Task ChangePoliciesAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        var (old, wanted) = (Inline(before), Inline(task.Properties));
        foreach (var name in old.Keys.Except(wanted.Keys)) await CallAsync(task, $"Delete{kind}Policy", cancellation, ("PolicyName", name)).ConfigureAwait(false);
        foreach (var (name, document) in wanted.Where(p => old.GetValueOrDefault(p.Key) != p.Value))
        {
            await CallAsync(task, $"Put{kind}Policy", cancellation, ("PolicyName", name), ("PolicyDocument", document)).ConfigureAwait(false);
        }

        var (had, has) = (IamWire.Texts(before, "ManagedPolicyArns").ToList(), IamWire.Texts(task.Properties, "ManagedPolicyArns").ToList());
        foreach (var arn in had.Except(has)) await CallAsync(task, $"Detach{kind}Policy", cancellation, ("PolicyArn", arn)).ConfigureAwait(false);
        foreach (var arn in has.Except(had)) await CallAsync(task, $"Attach{kind}Policy", cancellation, ("PolicyArn", arn)).ConfigureAwait(false);
    }

    /// <summary>Takes away every policy, also those that others gave it, so that it can be deleted.</summary>
    public async Task StripAsync(ResourceTask task, CancellationToken cancellation)
    {
        var inline = await CallAsync(task, $"List{kind}Policies", cancellation).ConfigureAwait(false);
        foreach (var name in IamWire.All(inline, "member")) await CallAsync(task, $"Delete{kind}Policy", cancellation, ("PolicyName", name)).ConfigureAwait(false);
        var attached = await CallAsync(task, $"ListAttached{kind}Policies", cancellation).ConfigureAwait(false);
        foreach (var arn in IamWire.All(attached, "PolicyArn")) await CallAsync(task, $"Detach{kind}Policy", cancellation, ("PolicyArn", arn)).ConfigureAwait(false);
    }

    private static Dictionary<string, string> Inline(PropertyReader properties) => properties.List("Policies").OfType<Value.Map>()
        .ToDictionary(p => p["PolicyName"]?.AsText ?? "", p => p["PolicyDocument"]?.ToJson() ?? "{}", StringComparer.Ordinal);

    private Task<XElement> CallAsync(ResourceTask task, string action, CancellationToken cancellation, params IEnumerable<(string, string?)> parameters) =>
        IamWire.CallAsync(task, action, cancellation, [(kind + "Name", task.PhysicalId), .. parameters]);
}
