using TaskTracker.Deployment.Site;
using TaskTracker.Deployment.Stacks;

namespace TaskTracker.Deployment;

/// <summary>What happens during a deployment, as it happens.</summary>
public abstract record DeploymentNews
{
    private DeploymentNews()
    {
    }

    /// <param name="WasThere">The bucket held the same bytes already.</param>
    public sealed record PackageUploaded(string File, string Bucket, string Sha256, long SizeBytes, bool WasThere) : DeploymentNews;

    /// <param name="Changes">Empty when the stack is as the template wants it.</param>
    public sealed record ChangesFound(string Stack, IReadOnlyList<ResourceChange> Changes) : DeploymentNews;

    /// <summary>A stack that never came up is removed, because it cannot be updated.</summary>
    public sealed record StackGivenUp(string Stack, string Status) : DeploymentNews;

    /// <summary>An earlier deployment or deletion, which nobody follows any more, is not over yet.</summary>
    public sealed record StackUnderWay(string Stack, string Status) : DeploymentNews;

    public sealed record ResourceMoved(StackEvent Event) : DeploymentNews;

    /// <summary>Everything that the template names exists.</summary>
    public sealed record ResourcesChecked(int Count) : DeploymentNews;

    public sealed record SiteUploaded(Uri Site, SiteUpload Upload) : DeploymentNews;

    public sealed record SiteEmptied(string Bucket, int Files) : DeploymentNews;

    public sealed record StackGone(string Stack) : DeploymentNews;
}
