using TaskTracker.Deployment;
using TaskTracker.Deployment.Stacks;

namespace TaskTracker.Cli;

/// <summary>Tells the news of a deployment: what is done as lines, what is being done as the spinner's text.</summary>
internal sealed class DeploymentProgress
{
    private Activity _activity = new(_ => { }, _ => { }, _ => { });
    private int _expected;
    private int _done;

    public DeploymentStage Reached { get; private set; }

    /// <summary>Where the news are shown from now on.</summary>
    public void ShowIn(Activity activity) => _activity = activity;

    public void Tell(DeploymentNews news)
    {
        Reached = news switch
        {
            DeploymentNews.PackageUploaded => DeploymentStage.Plan,
            DeploymentNews.ResourceMoved => DeploymentStage.Stack,
            DeploymentNews.ResourcesChecked or DeploymentNews.SiteUploaded => DeploymentStage.Site,
            _ => Reached,
        };
        switch (news)
        {
            case DeploymentNews.PackageUploaded package:
                _activity.Done($"package {package.Sha256[..12]} ({package.SizeBytes / 1e6:0.0} MB) {(package.WasThere ? "is in" : "uploaded to")} {package.Bucket}");
                break;
            case DeploymentNews.ChangesFound found:
                TellChanges(found);
                break;
            case DeploymentNews.StackGivenUp stack:
                _activity.Done($"stack {stack.Stack} is {stack.Status}, which cannot be updated: deleting it first");
                break;
            case DeploymentNews.StackUnderWay stack:
                _activity.Done($"stack {stack.Stack} is {stack.Status} since an earlier command: waiting until it is at rest");
                break;
            case DeploymentNews.ResourceMoved moved:
                TellEvent(moved.Event);
                break;
            case DeploymentNews.ResourcesChecked check:
                _activity.Doing($"all {check.Count} resources are there");
                break;
            case DeploymentNews.SiteUploaded site:
                (site.Upload.IsNothing ? _activity.Passed : _activity.Done)($"site: {site.Upload}");
                break;
            case DeploymentNews.SiteEmptied site:
                _activity.Done($"bucket {site.Bucket} emptied of {site.Files} files");
                break;
            case DeploymentNews.StackGone stack:
                _activity.Done($"stack {stack.Stack} deleted");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(news));
        }
    }

    private void TellChanges(DeploymentNews.ChangesFound found)
    {
        (_expected, _done) = (found.Changes.Count, 0);
        if (found.Changes.Count == 0) _activity.Done($"stack {found.Stack}: nothing to change");
        else if (found.Changes.All(c => c.Action == "Add")) _activity.Done($"stack {found.Stack}: {found.Changes.Count} resources to add");
        else foreach (var alike in found.Changes.GroupBy(c => (c.Action, c.ResourceType, c.Replacement))) _activity.Done($"stack {found.Stack}: {Describe([.. alike])}");
    }

    private void TellEvent(StackEvent happened)
    {
        var isFinal = !happened.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal);
        if (isFinal) _done++;
        var line = $"{happened.Status,-18} {happened.LogicalId} ({happened.ResourceType}){(happened.Reason.Length > 0 ? ": " + happened.Reason : "")}";
        if (happened.IsFailure || happened.ResourceType == "AWS::CloudFormation::Stack" && isFinal) _activity.Done(line);
        else if (isFinal) _activity.Passed(line);
        else _activity.Doing(_expected > 0 ? $"{Math.Min(_done, _expected)}/{_expected} {happened.LogicalId}" : happened.LogicalId);
    }

    /// <param name="alike">Changes of one kind to resources of one type.</param>
    private static string Describe(IReadOnlyList<ResourceChange> alike)
    {
        var change = alike[0];
        var what = change.Replacement is "True" or "Conditional" ? $"{change.Action} (REPLACED{(change.Replacement == "True" ? "" : ", perhaps")})" : change.Action;
        return $"{what} {string.Join(", ", alike.Select(c => c.LogicalId))} ({change.ResourceType})";
    }
}
