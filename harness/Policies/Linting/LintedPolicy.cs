using TaskTracker.Policies.Language;

namespace TaskTracker.Policies.Linting;

/// <summary>A word of a policy and where it stands. What is not known before a deployment is written as a variable, <c>${…}</c>.</summary>
/// <param name="Line">Of the file, counted from one.</param>
public sealed record PolicyWord(string Text, int Line);

/// <param name="Principals"><c>*</c>, ARNs, services; empty where the policy names none.</param>
public sealed record LintedStatement(
    Effect Effect, bool NotAction, IReadOnlyList<PolicyWord> Actions, bool NotResource, IReadOnlyList<PolicyWord> Resources, IReadOnlyList<PolicyWord> Principals,
    bool HasCondition, int Line);

/// <param name="Owner">What it is attached to, such as a role by its name in the template.</param>
public sealed record LintedPolicy(string Owner, string Name, PolicyKind Kind, IReadOnlyList<LintedStatement> Statements);

public enum Severity
{
    Error,
    Warning,
}

/// <param name="Rule">A name that stays, such as <c>unknown-action</c>.</param>
public sealed record LintFinding(string Rule, Severity Severity, string Owner, string Message, int Line);
