using TaskTracker.Deployment;

namespace TaskTracker.Cli;

/// <summary>A deployment that a command speaks to.</summary>
/// <param name="Record"><c>null</c> when it was named only, by an endpoint or a stack.</param>
/// <param name="Stack">The name of its stack.</param>
internal sealed record Deployed(Target Target, AwsConnection Connection, DeploymentRecord? Record, string Stack)
{
    /// <exception cref="Failure">Nothing is recorded as deployed, and no endpoint was named.</exception>
    public static Deployed Find(
        Workspace workspace, Target target, Uri? endpoint, string? region = null, string? profile = null, string? stack = null)
    {
        var record = DeploymentRecord.Read(workspace.Record(target));
        if (record is not null && IsMeant(record, endpoint, region, stack))
        {
            return new Deployed(target, target.Connect(new Uri(record.Endpoint), record.Region, profile), record, record.Stack);
        }

        if (endpoint is null && !target.Has(TargetTraits.IsAlwaysThere)) throw record is null ? NotDeployed(target) : AnotherDeployed(record);
        return new Deployed(target, target.Connect(endpoint, region, profile), Record: null, stack ?? DeploymentPlan.DefaultStack);
    }

    /// <summary>The name on the target of a function, given that name or the one that the template gives it.</summary>
    /// <exception cref="Failure">The deployment has no such function.</exception>
    public string Function(string name)
    {
        if (Record is null || Record.Functions.Values.Contains(name)) return name;
        return Record.Functions.TryGetValue(name, out var actual)
            ? actual
            : throw new Failure(ExitCode.Usage, $"There is no function '{name}'.", $"There are {string.Join(", ", Record.Functions.Keys)}.");
    }

    public static Failure NotDeployed(Target target) => new(
        ExitCode.TargetUnreachable, $"Nothing is recorded as deployed to '{target.Name}'.", $"Run '{target.StartedBy}', or name what runs already with --endpoint URL.");

    private static Failure AnotherDeployed(DeploymentRecord record) => new(
        ExitCode.TargetUnreachable, $"What is recorded as deployed to '{record.Target}' is the stack '{record.Stack}' in {record.Region}.",
        $"Name where another is: --endpoint {record.Endpoint} if it is beside that one.");

    private static bool IsMeant(DeploymentRecord record, Uri? endpoint, string? region, string? stack) =>
        (endpoint is null || endpoint == new Uri(record.Endpoint)) && (region is null || region == record.Region) && (stack is null || stack == record.Stack);
}
