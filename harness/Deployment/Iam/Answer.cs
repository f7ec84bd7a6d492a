namespace TaskTracker.Deployment.Iam;

/// <summary>What came of an expectation.</summary>
/// <param name="Decision"><c>allowed</c>, <c>implicitDeny</c> or <c>explicitDeny</c>, as IAM's simulator spells it.</param>
/// <param name="Reason">For people.</param>
public sealed record Answer(Expectation Expectation, string Decision, string Reason)
{
    public bool IsAllowed => Decision == "allowed";

    public bool IsAsExpected => IsAllowed == Expectation.IsAllowed;
}
