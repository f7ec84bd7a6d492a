using System.Xml.Linq;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Deployment.Stacks;

/// <summary>The CloudFormation calls that a deployment makes.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html</remarks>
internal sealed class CloudFormation(AwsApi aws)
{
    /// <param name="stack">Name or id; a deleted stack is found by its id only.</param>
    /// <returns><c>null</c> when there is no such stack.</returns>
    public async Task<StackState?> FindAsync(string stack, CancellationToken cancellation)
    {
        try
        {
            var result = await CallAsync("DescribeStacks", [("StackName", stack)], cancellation).ConfigureAwait(false);
            return result.Element("Stacks")?.Element("member") is { } member ? Read(member) : null;
        }
        catch (AwsRefusal refusal) when (IsMissing(refusal))
        {
            return null;
        }
    }

    /// <returns>The change set's ARN.</returns>
    public async Task<string> CreateChangeSetAsync(
        string stack, string changeSet, bool isNew, TemplateSource template, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellation)
    {
        List<(string, string)> form =
        [
            ("StackName", stack), ("ChangeSetName", changeSet), ("ChangeSetType", isNew ? "CREATE" : "UPDATE"),
            ("Capabilities.member.1", "CAPABILITY_NAMED_IAM"), ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"),
            template switch
            {
                TemplateSource.Inline inline => ("TemplateBody", inline.Text),
                TemplateSource.Stored stored => ("TemplateURL", stored.Url.AbsoluteUri),
                _ => throw new ArgumentOutOfRangeException(nameof(template)),
            },
        ];
        foreach (var (index, (key, value)) in Tags(stack).Index())
        {
            form.Add(($"Tags.member.{index + 1}.Key", key));
            form.Add(($"Tags.member.{index + 1}.Value", value));
        }

        foreach (var (index, (name, value)) in parameters.Index())
        {
            form.Add(($"Parameters.member.{index + 1}.ParameterKey", name));
            form.Add(($"Parameters.member.{index + 1}.ParameterValue", value));
        }

        var result = await CallAsync("CreateChangeSet", form, cancellation).ConfigureAwait(false);
        return result.Element("Id")?.Value ?? changeSet;
    }

    public async Task<ChangeSetState> DescribeChangeSetAsync(string stack, string changeSet, CancellationToken cancellation)
    {
        var changes = new List<ResourceChange>();
        var token = "";
        while (true)
        {
            List<(string, string)> form = [("StackName", stack), ("ChangeSetName", changeSet)];
            if (token.Length > 0) form.Add(("NextToken", token));
            var result = await CallAsync("DescribeChangeSet", form, cancellation).ConfigureAwait(false);
            changes.AddRange(Members(result, "Changes").Select(m => m.Element("ResourceChange")).OfType<XElement>().Select(ReadChange));
            token = Text(result, "NextToken");
            if (token.Length == 0) return new ChangeSetState(Text(result, "StackId"), Text(result, "Status"), Text(result, "StatusReason"), changes);
        }
    }

    public Task ExecuteChangeSetAsync(string stack, string changeSet, CancellationToken cancellation) =>
        CallAsync("ExecuteChangeSet", [("StackName", stack), ("ChangeSetName", changeSet)], cancellation);

    public Task DeleteChangeSetAsync(string stack, string changeSet, CancellationToken cancellation) =>
        CallAsync("DeleteChangeSet", [("StackName", stack), ("ChangeSetName", changeSet)], cancellation);

    public Task DeleteStackAsync(string stack, CancellationToken cancellation) => CallAsync("DeleteStack", [("StackName", stack)], cancellation);

    /// <returns><c>null</c> before the first.</returns>
    public async Task<string?> NewestEventIdAsync(string stackId, CancellationToken cancellation)
    {
        var result = await CallAsync("DescribeStackEvents", [("StackName", stackId)], cancellation).ConfigureAwait(false);
        return Members(result, "StackEvents").FirstOrDefault()?.Element("EventId")?.Value;
    }

    /// <summary>The events that came after one that is known, in the order in which they came.</summary>
    /// <param name="after">The id of the known event; <c>null</c> for all.</param>
    public async Task<IReadOnlyList<StackEvent>> EventsAsync(string stackId, string? after, CancellationToken cancellation)
    {
        var newestFirst = new List<StackEvent>();
        var token = "";
        while (true)
        {
            List<(string, string)> form = [("StackName", stackId)];
            if (token.Length > 0) form.Add(("NextToken", token));
            var result = await CallAsync("DescribeStackEvents", form, cancellation).ConfigureAwait(false);
            foreach (var member in Members(result, "StackEvents"))
            {
                var happened = StackEvent.Read(member);
                if (happened.EventId == after) return [.. Enumerable.Reverse(newestFirst)];
                newestFirst.Add(happened);
            }

            token = Text(result, "NextToken");
            if (token.Length == 0) return [.. Enumerable.Reverse(newestFirst)];
        }
    }

    /// <summary>What the stack has made and not removed, finished or not.</summary>
    public async Task<IReadOnlyList<StackMember>> ResourcesAsync(string stack, CancellationToken cancellation)
    {
        var result = await CallAsync("DescribeStackResources", [("StackName", stack)], cancellation).ConfigureAwait(false);
        return
        [
            .. Members(result, "StackResources")
                .Select(r => new StackMember(Text(r, "LogicalResourceId"), Text(r, "ResourceType"), Text(r, "PhysicalResourceId"), Text(r, "ResourceStatus")))
                .Where(r => r.Status != "DELETE_COMPLETE"),
        ];
    }

    private Task<XElement> CallAsync(string action, IEnumerable<(string, string)> form, CancellationToken cancellation) =>
        aws.QueryAsync("cloudformation", "2010-05-15", action, form, cancellation);

    /// <summary>CloudFormation hands a stack's tags on to every resource that can carry them.</summary>
    private static (string Key, string Value)[] Tags(string stack) => [("project", "tasktracker"), ("stack", stack)];

    private static bool IsMissing(AwsRefusal refusal) => refusal.Code == "ValidationError" && refusal.Message.Contains("does not exist", StringComparison.Ordinal);

    private static StackState Read(XElement member) => new(
        Text(member, "StackId"), Text(member, "StackName"), Text(member, "StackStatus"), Text(member, "StackStatusReason"),
        Members(member, "Outputs").ToDictionary(o => Text(o, "OutputKey"), o => Text(o, "OutputValue")));

    private static ResourceChange ReadChange(XElement change) =>
        new(Text(change, "Action"), Text(change, "LogicalResourceId"), Text(change, "ResourceType"), Text(change, "Replacement"));

    private static IEnumerable<XElement> Members(XElement parent, string list) => parent.Element(list)?.Elements("member") ?? [];

    private static string Text(XElement parent, string name) => parent.Element(name)?.Value ?? "";
}

/// <param name="Reason">Empty where CloudFormation gives none.</param>
internal sealed record ChangeSetState(string StackId, string Status, string Reason, IReadOnlyList<ResourceChange> Changes);

/// <summary>How CloudFormation gets a template.</summary>
internal abstract record TemplateSource
{
    private TemplateSource()
    {
    }

    /// <param name="Text">At most <see cref="MaxBytes"/> in UTF-8.</param>
    public sealed record Inline(string Text) : TemplateSource
    {
        /// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html</remarks>
        public const int MaxBytes = 51_200;
    }

    public sealed record Stored(Uri Url) : TemplateSource;
}
