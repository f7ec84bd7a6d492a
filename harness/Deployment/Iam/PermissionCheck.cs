using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Iam;

/// <summary>Holds the deployed roles to their expectations.</summary>
public static class PermissionCheck
{
    /// <summary>Whose word the answers are.</summary>
    public static string JudgeOf(Target target) => target.Has(TargetTraits.SimulatesIam)
        ? $"the policy simulator of '{target.Name}'"
        : $"the evaluator of this program, on the policies deployed to '{target.Name}', whose own simulator is a stub";

    /// <returns>An answer to each expectation, in their order.</returns>
    /// <exception cref="AwsRefusal">A role is not there, or may not be read.</exception>
    public static async Task<IReadOnlyList<Answer>> RunAsync(
        AwsApi aws, Target target, DeploymentRecord record, IReadOnlyList<Expectation> expectations, CancellationToken cancellation)
    {
        var ask = target.Has(TargetTraits.SimulatesIam)
            ? Simulator.OfTarget(new IamApi(aws))
            : Simulator.Own((role, stop) => GrantedPolicies.ReadAsync(aws, role, stop));
        var answers = new List<Answer>();
        foreach (var together in expectations.GroupBy(e => (e.Function, e.Resource, e.Context)))
        {
            answers.AddRange(await ask(record.Roles[together.Key.Function], [.. together], cancellation).ConfigureAwait(false));
        }

        return [.. expectations.Select(e => answers.First(a => a.Expectation == e))];
    }
}
