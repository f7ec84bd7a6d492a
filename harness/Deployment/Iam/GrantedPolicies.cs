using System.Xml.Linq;
using TaskTracker.Deployment.Wire;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Deployment.Iam;

/// <param name="Text">The document's JSON, as it was stored.</param>
public sealed record PolicyText(string Name, PolicyKind Kind, string Text);

/// <summary>A role or user of a target with every policy that has a say in what it may do.</summary>
/// <param name="Arn">Of the role or user.</param>
/// <param name="Principal">Who asks: for a role, one of its sessions.</param>
public sealed record GrantedPolicies(string Arn, Principal Principal, IReadOnlyList<PolicyText> Texts)
{
    public PolicySet Set { get; } = PolicySet.Of([.. Texts.Select(t => Policy.Parse(t.Name, t.Kind, t.Text))]);

    /// <param name="name">A role's name or ARN, or a user's ARN.</param>
    /// <exception cref="AwsRefusal">There is none such, or it may not be read.</exception>
    public static Task<GrantedPolicies> ReadAsync(AwsApi aws, string name, CancellationToken cancellation)
    {
        var api = new IamApi(aws);
        var last = name[(name.LastIndexOf('/') + 1)..];
        return name.Contains(":user/", StringComparison.Ordinal) ? UserAsync(api, last, cancellation) : RoleAsync(api, last, cancellation);
    }

    private static async Task<GrantedPolicies> RoleAsync(IamApi api, string name, CancellationToken cancellation)
    {
        var role = (await api.CallAsync("GetRole", cancellation, ("RoleName", name)).ConfigureAwait(false)).Element("Role");
        var arn = IamApi.Text(role, "Arn");
        var texts = await OwnAsync(api, "Role", name, cancellation).ConfigureAwait(false);
        var boundary = await BoundaryAsync(api, role, cancellation).ConfigureAwait(false);
        var (partition, account) = (arn.Split(':')[1], arn.Split(':')[4]);
        var session = Principal.RoleSession($"arn:{partition}:sts::{account}:assumed-role/{name}/session", account, arn);
        return new GrantedPolicies(arn, session, [.. texts, .. boundary]);
    }

    private static async Task<GrantedPolicies> UserAsync(IamApi api, string name, CancellationToken cancellation)
    {
        var user = (await api.CallAsync("GetUser", cancellation, ("UserName", name)).ConfigureAwait(false)).Element("User");
        var arn = IamApi.Text(user, "Arn");
        var texts = new List<PolicyText>(await OwnAsync(api, "User", name, cancellation).ConfigureAwait(false));
        foreach (var group in await api.ListAsync("ListGroupsForUser", "Groups", cancellation, ("UserName", name)).ConfigureAwait(false))
        {
            texts.AddRange(await OwnAsync(api, "Group", IamApi.Text(group, "GroupName"), cancellation).ConfigureAwait(false));
        }

        texts.AddRange(await BoundaryAsync(api, user, cancellation).ConfigureAwait(false));
        return new GrantedPolicies(arn, Principal.User(arn, arn.Split(':')[4]), texts);
    }

    /// <param name="kind">Role, User or Group, as the names of the operations spell it.</param>
    private static async Task<IReadOnlyList<PolicyText>> OwnAsync(IamApi api, string kind, string name, CancellationToken cancellation)
    {
        var texts = new List<PolicyText>();
        foreach (var policy in await api.ListAsync($"List{kind}Policies", "PolicyNames", cancellation, ($"{kind}Name", name)).ConfigureAwait(false))
        {
            var found = await api.CallAsync($"Get{kind}Policy", cancellation, ($"{kind}Name", name), ("PolicyName", policy.Value)).ConfigureAwait(false);
            texts.Add(new PolicyText(policy.Value, PolicyKind.IdentityInline, Uri.UnescapeDataString(IamApi.Text(found, "PolicyDocument"))));
        }

        foreach (var policy in await api.ListAsync($"ListAttached{kind}Policies", "AttachedPolicies", cancellation, ($"{kind}Name", name)).ConfigureAwait(false))
        {
            texts.Add(await ManagedAsync(api, IamApi.Text(policy, "PolicyArn"), PolicyKind.IdentityManaged, cancellation).ConfigureAwait(false));
        }

        return texts;
    }

    private static async Task<IReadOnlyList<PolicyText>> BoundaryAsync(IamApi api, XElement? owner, CancellationToken cancellation) =>
        owner?.Element("PermissionsBoundary")?.Element("PermissionsBoundaryArn")?.Value is { } arn
            ? [await ManagedAsync(api, arn, PolicyKind.Boundary, cancellation).ConfigureAwait(false)]
            : [];

    private static async Task<PolicyText> ManagedAsync(IamApi api, string arn, PolicyKind kind, CancellationToken cancellation)
    {
        var policy = await api.CallAsync("GetPolicy", cancellation, ("PolicyArn", arn)).ConfigureAwait(false);
        var version = IamApi.Text(policy.Element("Policy"), "DefaultVersionId");
        var found = await api.CallAsync("GetPolicyVersion", cancellation, ("PolicyArn", arn), ("VersionId", version)).ConfigureAwait(false);
        return new PolicyText(arn, kind, Uri.UnescapeDataString(IamApi.Text(found.Element("PolicyVersion"), "Document")));
    }
}
