namespace TaskTracker.Deployment.Iam;

/// <summary>One question about a function's role, and the answer that is expected.</summary>
/// <param name="Context">Values by condition key.</param>
/// <param name="Line">Of the expectations file.</param>
public sealed record Expectation(
    string Function, string Action, string Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Context, bool IsAllowed, int Line);
