using TaskTracker.Policies.Language;
using TaskTracker.Policies.Matching;

namespace TaskTracker.Policies.Linting;

/// <summary>Statements that change no decision.</summary>
internal static class ReachRules
{
    public static IEnumerable<LintFinding> Check(LintedPolicy policy)
    {
        var plain = policy.Statements.Where(s => !s.HasCondition && !s.NotAction && !s.NotResource).ToList();
        foreach (var statement in policy.Statements.Where(s => !s.NotAction && !s.NotResource))
        {
            var deny = statement.Effect is Effect.Allow ? plain.Find(s => s.Effect is Effect.Deny && CoversAll(s, statement)) : null;
            var same = plain.Find(s => s != statement && s.Effect == statement.Effect && CoversAll(s, statement) && (s.Line < statement.Line || !CoversAll(statement, s)));
            if (deny is not null) yield return Error(statement.Line, $"Allows nothing: the Deny at line {deny.Line} denies all of it.");
            else if (same is not null) yield return Error(statement.Line, $"Changes nothing: the statement at line {same.Line} says all of it.");
            else foreach (var word in Repeated(statement.Actions).Concat(Repeated(statement.Resources))) yield return Error(word.Line, $"'{word.Text}' changes nothing: another word of the statement covers it.");
        }

        LintFinding Error(int line, string message) => new("unreachable-statement", Severity.Error, policy.Owner, message, line);
    }

    private static bool CoversAll(LintedStatement wide, LintedStatement narrow) =>
        narrow.Actions.All(n => wide.Actions.Any(w => CoversAction(w, n)))
        && narrow.Resources.All(n => wide.Resources.Any(w => PatternText.Covers(w.Text, n.Text)))
        && (wide.Principals.Count == 0 || wide.Principals.Any(p => p.Text == "*") || narrow.Principals.All(n => wide.Principals.Any(w => w.Text == n.Text)));

    private static bool CoversAction(PolicyWord wide, PolicyWord narrow) => PatternText.Covers(wide.Text.ToLowerInvariant(), narrow.Text.ToLowerInvariant());

    /// <summary>Words that an earlier word covers, or a later one that they do not cover in turn.</summary>
    private static IEnumerable<PolicyWord> Repeated(IReadOnlyList<PolicyWord> words) => words.Where((word, at) => words
        .Where((other, i) => i != at && CoversAction(other, word) && (i < at || !CoversAction(word, other))).Any());
}
