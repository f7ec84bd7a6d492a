using TaskTracker.Policies.Catalogue;

namespace TaskTracker.Policies.Linting;

/// <summary>What can be said about policies without asking anybody for permission.</summary>
public static class PolicyLint
{
    /// <summary>Every rule, and what it finds.</summary>
    public static readonly IReadOnlyList<(string Rule, string Finds)> Rules =
    [
        ("unknown-service", "A service prefix that AWS does not have."),
        ("unknown-action", "An action that the service does not have, or a pattern that matches none."),
        ("resource-mismatch", "An action on no resource of a type that it acts on, so that the statement never speaks of it."),
        ("unreachable-statement", "A statement, or a part of one, that another makes pointless."),
        ("wildcard-action", "A pattern that grants more actions than it names."),
        ("wildcard-resource", "A grant on every resource of actions that can be granted on some."),
        ("allow-all-but", "An Allow of everything that it does not name."),
        ("open-principal", "Everyone may do more than read."),
        ("privilege-escalation", "Permissions with which their holder can give itself more."),
    ];

    /// <returns>In the order of their lines.</returns>
    public static IReadOnlyList<LintFinding> Check(IReadOnlyList<LintedPolicy> policies)
    {
        var catalogue = ActionCatalogue.Known;
        var each = policies.SelectMany(p => ActionRules.Check(p, catalogue).Concat(BreadthRules.Check(p, catalogue)).Concat(ReachRules.Check(p)));
        return [.. each.Concat(EscalationRules.Check(policies)).OrderBy(f => f.Line).ThenBy(f => f.Rule, StringComparer.Ordinal)];
    }
}
