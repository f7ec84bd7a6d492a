using TaskTracker.Policies.Catalogue;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Matching;

namespace TaskTracker.Policies.Linting;

/// <summary>Grants that reach further than what they name.</summary>
internal static class BreadthRules
{
    public static IEnumerable<LintFinding> Check(LintedPolicy policy, ActionCatalogue catalogue) =>
        policy.Statements.Where(s => s.Effect is Effect.Allow).SelectMany(s => Check(policy, s, catalogue));

    private static IEnumerable<LintFinding> Check(LintedPolicy policy, LintedStatement statement, ActionCatalogue catalogue)
    {
        if (statement.NotAction) yield return Warn("allow-all-but", "Allows every action of every service but those it names.", statement.Line);
        if (statement.NotResource) yield return Warn("allow-all-but", "Allows its actions on every resource but those it names.", statement.Line);
        if (!statement.NotAction)
        {
            foreach (var action in statement.Actions.Where(a => PatternText.HasWildcard(a.Text)))
            {
                yield return Warn("wildcard-action", $"'{action.Text}' grants {Extent(action.Text, catalogue)}.", action.Line);
            }
        }

        if (!statement.HasCondition && statement.Resources.FirstOrDefault(r => r.Text == "*") is { } everywhere && Narrower(statement, catalogue) is { } narrower)
        {
            yield return Warn("wildcard-resource", $"Grants {narrower} on every resource, which can be granted on some.", everywhere.Line);
        }

        if (!statement.HasCondition && statement.Principals.FirstOrDefault(p => p.Text == "*") is { } everyone && BeyondReading(policy, statement, catalogue) is { } action2)
        {
            yield return new LintFinding("open-principal", Severity.Error, policy.Owner, $"Everyone may {action2}.", everyone.Line);
        }

        LintFinding Warn(string rule, string message, int line) => new(rule, Severity.Warning, policy.Owner, message, line);
    }

    private static string Extent(string pattern, ActionCatalogue catalogue)
    {
        if (pattern == "*") return "every action of every service";
        var count = catalogue.Matching(pattern).Count();
        return count switch { 0 => "no known action", 1 => "one action, which it could name", _ => $"{count} actions" };
    }

    private static string? Narrower(LintedStatement statement, ActionCatalogue catalogue) => statement.NotAction
        ? null
        : statement.Actions.FirstOrDefault(a => a.Text == "*" || catalogue.Matching(a.Text).Any(k => k.Types.Count > 0))?.Text;

    private static string? BeyondReading(LintedPolicy policy, LintedStatement statement, ActionCatalogue catalogue) => policy.Kind is PolicyKind.Trust
        ? "assume the role"
        : statement.Actions.FirstOrDefault(a => a.Text == "*" || catalogue.Matching(a.Text).Any(k => k.Level is not (AccessLevel.Read or AccessLevel.List)))?.Text;
}
