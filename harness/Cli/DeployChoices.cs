using TaskTracker.Deployment;

namespace TaskTracker.Cli;

/// <summary>What a person may choose about a deployment.</summary>
/// <param name="ProtectTable"><c>null</c> for what is usual on the target.</param>
internal sealed record DeployChoices(string Stack, string NamePrefix, bool? ProtectTable)
{
    public static readonly DeployChoices Usual = new(DeploymentPlan.DefaultStack, NamePrefix: "", ProtectTable: null);
}
