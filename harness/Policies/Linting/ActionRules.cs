using TaskTracker.Policies.Catalogue;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Matching;

namespace TaskTracker.Policies.Linting;

/// <summary>Actions that do not exist, and actions that are granted where they never apply.</summary>
internal static class ActionRules
{
    public static IEnumerable<LintFinding> Check(LintedPolicy policy, ActionCatalogue catalogue) =>
        policy.Statements.SelectMany(s => s.Actions.SelectMany(a => Name(policy, a, catalogue) is { } unknown ? [unknown] : Fit(policy, s, a, catalogue)));

    private static LintFinding? Name(LintedPolicy policy, PolicyWord action, ActionCatalogue catalogue)
    {
        var prefix = action.Text.Split(':')[0];
        if (action.Text == "*" || PatternText.HasWildcard(prefix)) return null;
        if (!catalogue.HasService(prefix)) return Error("unknown-service", policy, action, $"There is no service '{prefix}'{Hint(prefix, catalogue.Services)}.");
        if (!catalogue.Knows(prefix) || catalogue.Matching(action.Text).Any()) return null;
        var problem = PatternText.HasWildcard(action.Text)
            ? $"No action matches '{action.Text}'."
            : $"There is no action '{action.Text}'{Hint(action.Text, catalogue.Of(prefix).Select(a => a.Name))}.";
        return Error("unknown-action", policy, action, problem);
    }

    /// <summary>Of a pattern, it is enough that one action fits.</summary>
    private static IEnumerable<LintFinding> Fit(LintedPolicy policy, LintedStatement statement, PolicyWord action, ActionCatalogue catalogue)
    {
        if (statement.NotAction || statement.NotResource || statement.Resources.Count == 0 || policy.Kind is PolicyKind.Trust) yield break;
        var known = catalogue.Matching(action.Text).ToList();
        if (known.Count == 0 || known.Exists(a => statement.Resources.Any(r => a.ActsOn(r.Text)))) yield break;
        var one = known[0];
        var wanted = one.Types.Count == 0
            ? "acts on no resource in particular: it needs the resource '*'"
            : $"acts on {string.Join(" or ", one.Types.Select(t => $"{t.Name} ({t.Arns[0].Replace("arn:*:", "arn:…:", StringComparison.Ordinal).Replace('%', '…')})"))}";
        yield return Error("resource-mismatch", policy, action, $"'{action.Text}' {wanted}, and the statement names none such.");
    }

    private static string Hint(string word, IEnumerable<string> candidates)
    {
        var nearest = candidates.MinBy(c => Distance(word, c));
        return nearest is not null && Distance(word, nearest) <= 3 ? $"; did you mean '{nearest}'?" : "";
    }

    /// <summary>How many letters must be put, taken or changed.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }

    private static LintFinding Error(string rule, LintedPolicy policy, PolicyWord at, string message) =>
        new(rule, Severity.Error, policy.Owner, message.Replace("?.", "?", StringComparison.Ordinal), at.Line);
}
