using TaskTracker.Deployment.Wire;
using TaskTracker.Policies.Catalogue;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Linting;
using TaskTracker.Policies.Matching;

namespace TaskTracker.Deployment.Iam;

/// <param name="Rule"><c>unused</c>, <c>wildcard</c>, <c>broader</c> or <c>denied</c>.</param>
public sealed record AuditFinding(string Rule, string Function, string Message);

/// <summary>What of a statement was used: nothing, when no action is kept.</summary>
/// <param name="Statement">Its place in the policy, from 0.</param>
/// <param name="Resources">Narrower ones by those that they replace; empty where the resource was not used at all.</param>
public sealed record UsedStatement(string Policy, int Statement, IReadOnlyList<string> Actions, IReadOnlyDictionary<string, IReadOnlyList<string>> Resources);

/// <summary>A role's permissions against what was used of them.</summary>
public sealed class RoleAudit
{
    private const string Others = "(others)";

    private readonly string _function;
    private readonly IReadOnlyList<RecordedAccess> _uses;
    private readonly List<AuditFinding> _findings = [];

    private RoleAudit(string function, IReadOnlyList<RecordedAccess> uses) => (_function, _uses) = (function, uses);

    /// <param name="accesses">Of any callers.</param>
    public static (IReadOnlyList<AuditFinding> Findings, IReadOnlyList<UsedStatement> Used) Of(string function, GrantedPolicies granted, IReadOnlyList<RecordedAccess> accesses)
    {
        var audit = new RoleAudit(function, [.. accesses.Where(a => a.Principal == granted.Arn)]);
        var used = granted.Texts.Where(t => t.Kind is PolicyKind.IdentityInline or PolicyKind.IdentityManaged)
            .SelectMany(t => TemplatePolicies.OfJson(t).Statements.Select((s, i) => (t.Name, Index: i, Statement: s)))
            .Where(s => s.Statement is { Effect: Effect.Allow, NotAction: false, NotResource: false })
            .Select(s => audit.Of(s.Name, s.Index, s.Statement)).ToList();
        foreach (var denied in audit._uses.Where(u => u.Denied > 0))
        {
            audit.Tell("denied", $"{denied.Action} on {denied.Resource} was denied {denied.Denied} times");
        }

        return (audit._findings, used);
    }

    private UsedStatement Of(string policy, int index, LintedStatement statement)
    {
        var uses = _uses.Where(u => u.Allowed > 0 && statement.Actions.Any(a => Names(a, u)) && statement.Resources.Any(r => Reaches(r, u))).ToList();
        var actions = statement.Actions.SelectMany(a => ActionsOf(policy, a, uses)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (actions.Count == 0) return new UsedStatement(policy, index, [], new Dictionary<string, IReadOnlyList<string>>());
        var narrower = statement.Resources.Select(r => (r.Text, Needed: NarrowerThan(policy, r, uses))).Where(r => r.Needed is not null);
        return new UsedStatement(policy, index, actions, narrower.ToDictionary(r => r.Text, IReadOnlyList<string> (r) => r.Needed ?? []));
    }

    private List<string> ActionsOf(string policy, PolicyWord action, IReadOnlyList<RecordedAccess> uses)
    {
        var used = uses.Where(u => Names(action, u)).Select(u => u.Action).Distinct().Order(StringComparer.Ordinal).ToList();
        if (used.Count == 0) Tell("unused", $"{policy} grants {action.Text}, which was never used");
        if (used.Count == 0 || !PatternText.HasWildcard(action.Text)) return used.Count == 0 ? [] : [action.Text];
        Tell("wildcard", $"{policy} grants {action.Text}, of which {string.Join(" and ", used)} was used");
        return used;
    }

    /// <returns><c>null</c> where the resource is as narrow as its use.</returns>
    private List<string>? NarrowerThan(string policy, PolicyWord resource, IReadOnlyList<RecordedAccess> uses)
    {
        var reached = uses.Where(u => Reaches(resource, u)).ToList();
        if (reached.Count == 0)
        {
            Tell("unused", $"{policy} grants on {resource.Text}, which was never used");
            return [];
        }

        var needed = reached.Select(Needed).Distinct().Order(StringComparer.Ordinal).ToList();
        if (!PatternText.HasWildcard(resource.Text) || needed.Exists(n => n == Others || PatternText.Covers(n, resource.Text))) return null;
        Tell("broader", $"{policy} grants on {resource.Text}, of which {string.Join(" and ", needed)} was used");
        return needed;
    }

    /// <summary>What comes and goes while a function runs cannot be named beforehand: then all that is below its parent is needed.</summary>
    private static string Needed(RecordedAccess use)
    {
        var types = ActionCatalogue.Known.Find(use.Action)?.Types ?? [];
        if (types.Any(t => t.Name == "log-stream") && use.Resource.IndexOf(":log-stream:", StringComparison.Ordinal) is var stream and > 0) return use.Resource[..stream] + ":*";
        return types.Any(t => t.Name == "object") && use.Resource.IndexOf('/', StringComparison.Ordinal) is var key and > 0 ? use.Resource[..key] + "/*" : use.Resource;
    }

    private static bool Names(PolicyWord action, RecordedAccess use) => PatternText.Covers(action.Text.ToLowerInvariant(), use.Action.ToLowerInvariant());

    private static bool Reaches(PolicyWord resource, RecordedAccess use) => use.Resource == Others || PatternText.Covers(resource.Text, use.Resource)
        || (resource.Text.Contains("${", StringComparison.Ordinal) && PatternText.Overlap(resource.Text, use.Resource));

    private void Tell(string rule, string message) => _findings.Add(new AuditFinding(rule, _function, message));
}
