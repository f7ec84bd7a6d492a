using TaskTracker.Deployment.Wire;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Deployment;

/// <summary>What differs between the places that a stack can be deployed to; nothing else may be asked of a target.</summary>
[Flags]
public enum TargetTraits
{
    None = 0,

    /// <summary>A caller may do what its policies allow, and nothing else.</summary>
    EnforcesIam = 1,

    /// <summary>Nothing is changed before somebody has agreed, and the table is protected.</summary>
    CostsMoney = 2,

    /// <summary>It can be started here, in a container.</summary>
    RunsInContainer = 4,

    /// <summary>Nobody has to start it.</summary>
    IsAlwaysThere = 8,

    /// <summary>Its SimulatePrincipalPolicy decides as its IAM does.</summary>
    SimulatesIam = 16,

    /// <summary>Its request records say who asked for what, and what was decided.</summary>
    RecordsDecisions = 32,

    /// <summary>Its stacks can hold dashboards.</summary>
    HasDashboards = 64,

    /// <summary>It serves them as pages of its own.</summary>
    DrawsDashboards = 128,
}

/// <summary>A place that the stack can be deployed to. Nothing outside this file asks for one by name.</summary>
/// <param name="Name">As <c>--target</c> and the record's file name spell it.</param>
/// <param name="Endpoint">Where it is when nobody says otherwise; <c>null</c> where that depends on the region, or on whoever starts it.</param>
/// <param name="FindCaller">Whom calls are made as, given a profile's name or <c>null</c>.</param>
/// <param name="StartedBy">What a person types to have it.</param>
public sealed record Target(string Name, TargetTraits Traits, Uri? Endpoint, Func<string?, AwsCaller> FindCaller, UrlForms Urls, string StartedBy)
{
    private static readonly AwsCaller Root = new(new AwsCredentials("test", "test"), "us-east-1");

    public static readonly Target Embedded = new(
        "embedded", TargetTraits.EnforcesIam | TargetTraits.SimulatesIam | TargetTraits.RecordsDecisions | TargetTraits.HasDashboards | TargetTraits.DrawsDashboards,
        new Uri("http://localhost:4566"), _ => Root, UrlForms.Emulated, StartedBy: "tasktracker up");

    public static readonly Target LocalStack = new(
        "localstack", TargetTraits.RunsInContainer, Endpoint: null, _ => Root, UrlForms.LocalStack, StartedBy: "tasktracker up --target localstack");

    public static readonly Target Aws = new(
        "aws", TargetTraits.EnforcesIam | TargetTraits.CostsMoney | TargetTraits.IsAlwaysThere | TargetTraits.SimulatesIam | TargetTraits.HasDashboards, Endpoint: null, StandardChain.Find,
        UrlForms.Aws, StartedBy: "tasktracker deploy --target aws");

    public static readonly IReadOnlyList<Target> All = [Embedded, LocalStack, Aws];

    public static Target? Find(string name) => All.FirstOrDefault(t => t.Name == name);

    public bool Has(TargetTraits traits) => (Traits & traits) == traits;

    /// <param name="endpoint"><c>null</c> for the target's own.</param>
    /// <param name="region"><c>null</c> for the caller's usual one.</param>
    /// <param name="profile">Of the AWS configuration files; <c>null</c> for whatever the standard chain finds.</param>
    /// <exception cref="CallerUnknown">There are no credentials, or no region.</exception>
    /// <exception cref="TargetNotStarted">It is nowhere until somebody starts it, and no endpoint was named.</exception>
    public AwsConnection Connect(Uri? endpoint = null, string? region = null, string? profile = null)
    {
        if (endpoint is null && Has(TargetTraits.RunsInContainer)) throw new TargetNotStarted(this);
        var caller = FindCaller(profile);
        var where = region ?? caller.Region ?? throw CallerUnknown.NoRegion();
        return new AwsConnection(endpoint ?? Endpoint ?? AwsConnection.AwsIn(where), where, caller.Credentials);
    }
}

/// <summary>A target that is nowhere until somebody starts it.</summary>
public sealed class TargetNotStarted(Target target) : Exception($"There is no {target.Name} to speak to: none was started, and no --endpoint was named.")
{
    public Target Target { get; } = target;
}
