using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>What operations on a customer's managed policy have in common.</summary>
internal static class ManagedPolicies
{
    private const int MostLetters = 6144;

    /// <exception cref="AwsError">NoSuchEntity; AccessDenied for one of AWS's own.</exception>
    public static ManagedPolicy OfCustomer(IamState state, string arn, string action)
    {
        var policy = state.GetPolicy(arn);
        return policy.IsOfAws ? throw IamErrors.AwsOwnPolicy(action, arn) : policy;
    }

    /// <exception cref="AwsError">MalformedPolicyDocument, LimitExceeded.</exception>
    public static PolicyVersion Version(int number, string arn, string document, DateTimeOffset now)
    {
        var policy = IamRules.ManagedPolicy(arn, document);
        return IamRules.SizeOf(policy) > MostLetters ? throw IamErrors.OverQuota("PolicySize", MostLetters) : new PolicyVersion(number, policy, now);
    }

    /// <exception cref="AwsError">NoSuchEntity.</exception>
    public static PolicyVersion Version(ManagedPolicy policy, string versionId) =>
        policy.Versions.FirstOrDefault(v => v.Id == versionId) ?? throw IamErrors.NoSuchVersion(policy.Arn, versionId);

    public static NoResult Change(IamState state, string arn, string action, Func<ManagedPolicy, ManagedPolicy> change) => state.Changes.Commit(() =>
        ((IamChange?)new IamChange.PolicyPut(change(OfCustomer(state, arn, action))), NoResult.Value));
}
