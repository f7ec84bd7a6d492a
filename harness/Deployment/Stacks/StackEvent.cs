using System.Globalization;
using System.Xml.Linq;

namespace TaskTracker.Deployment.Stacks;

/// <param name="Reason">Empty where CloudFormation gives none.</param>
public sealed record StackEvent(string EventId, DateTimeOffset At, string LogicalId, string PhysicalId, string ResourceType, string Status, string Reason)
{
    public bool IsFailure => Status.EndsWith("_FAILED", StringComparison.Ordinal);

    /// <summary>The stack itself has come to rest.</summary>
    public bool EndsStack(string stackId) => PhysicalId == stackId && !Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal);

    internal static StackEvent Read(XElement member)
    {
        string Text(string name) => member.Element(name)?.Value ?? "";
        _ = DateTimeOffset.TryParse(Text("Timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        return new StackEvent(
            Text("EventId"), at, Text("LogicalResourceId"), Text("PhysicalResourceId"), Text("ResourceType"), Text("ResourceStatus"), Text("ResourceStatusReason"));
    }
}

/// <param name="Action">Add, Modify, Remove.</param>
/// <param name="Replacement">True, False, Conditional; empty when nothing exists that could be replaced.</param>
public sealed record ResourceChange(string Action, string LogicalId, string ResourceType, string Replacement);

/// <param name="Reason">Empty where CloudFormation gives none.</param>
public sealed record StackState(string Id, string Name, string Status, string Reason, IReadOnlyDictionary<string, string> Outputs);

/// <param name="PhysicalId">Empty before it has one.</param>
public sealed record StackMember(string LogicalId, string ResourceType, string PhysicalId, string Status);
