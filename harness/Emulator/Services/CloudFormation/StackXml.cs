using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using TaskTracker.Emulation.Services.CloudFormation.Stacks;

namespace TaskTracker.Emulation.Services.CloudFormation;

/// <summary>Stacks, resources and events as answers show them; the members are those of recorded answers.</summary>
internal static class StackXml
{
    public static void WriteTime(this XmlWriter xml, string name, DateTimeOffset? time)
    {
        if (time is { } at) xml.WriteElementString(name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    public static void WriteOptional(this XmlWriter xml, string name, string? value)
    {
        if (value is not null) xml.WriteElementString(name, value);
    }

    public static void WriteFlag(this XmlWriter xml, string name, bool value) => xml.WriteElementString(name, value ? "true" : "false");

    public static void WriteList<T>(this XmlWriter xml, string name, IEnumerable<T> items, Action<T> write)
    {
        xml.WriteStartElement(name);
        foreach (var item in items)
        {
            xml.WriteStartElement("member");
            write(item);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    public static void WriteStructure(this XmlWriter xml, string name, Action write)
    {
        xml.WriteStartElement(name);
        write();
        xml.WriteEndElement();
    }

    public static void WriteStack(XmlWriter xml, Stack stack)
    {
        xml.WriteElementString("StackId", stack.Id);
        xml.WriteElementString("StackName", stack.Name);
        if (!stack.IsDeleted) xml.WriteOptional("ChangeSetId", stack.ChangeSetId);
        xml.WriteOptional("Description", stack.Input?.Description);
        if (stack.Input is { Parameters.IsEmpty: false } input) WriteParameters(xml, input.Parameters);
        xml.WriteTime("CreationTime", stack.CreatedAt);
        xml.WriteTime("DeletionTime", stack.DeletedAt);
        xml.WriteTime("LastUpdatedTime", stack.UpdatedAt);
        xml.WriteStructure("RollbackConfiguration", () => { });
        xml.WriteElementString("StackStatus", stack.Status);
        xml.WriteOptional("StackStatusReason", stack.StatusReason);
        xml.WriteFlag("DisableRollback", stack.DisableRollback);
        xml.WriteList<string>("NotificationARNs", [], _ => { });
        if (stack.Input is { Capabilities.IsEmpty: false } acknowledged) xml.WriteList("Capabilities", acknowledged.Capabilities, xml.WriteString);
        if (!stack.Outputs.IsEmpty) xml.WriteList("Outputs", stack.Outputs, output => WriteOutput(xml, output));
        xml.WriteList("Tags", stack.Input?.Tags ?? ImmutableSortedDictionary<string, string>.Empty, tag => WriteTag(xml, tag));
        if (!stack.IsDeleted) xml.WriteFlag("EnableTerminationProtection", stack.IsProtected);
        WriteNotDrifted(xml, "StackDriftStatus");
    }

    public static void WriteParameters(XmlWriter xml, IEnumerable<StackParameter> parameters) => xml.WriteList("Parameters", parameters, p =>
    {
        xml.WriteElementString("ParameterKey", p.Name);
        xml.WriteElementString("ParameterValue", p.Shown);
    });

    public static void WriteTag(XmlWriter xml, KeyValuePair<string, string> tag)
    {
        xml.WriteElementString("Key", tag.Key);
        xml.WriteElementString("Value", tag.Value);
    }

    public static void WriteNotDrifted(XmlWriter xml, string member) =>
        xml.WriteStructure("DriftInformation", () => xml.WriteElementString(member, "NOT_CHECKED"));

    /// <param name="stack"><c>null</c> where the answer names the stack nowhere.</param>
    /// <param name="timeMember"><c>Timestamp</c> or <c>LastUpdatedTimestamp</c>.</param>
    public static void WriteResource(XmlWriter xml, Stack? stack, StackResource resource, string timeMember)
    {
        xml.WriteOptional("StackName", stack?.Name);
        xml.WriteOptional("StackId", stack?.Id);
        xml.WriteElementString("LogicalResourceId", resource.LogicalId);
        if (resource.PhysicalId.Length > 0) xml.WriteElementString("PhysicalResourceId", resource.PhysicalId);
        xml.WriteElementString("ResourceType", resource.Type);
        xml.WriteTime(timeMember, resource.ChangedAt);
        xml.WriteElementString("ResourceStatus", resource.Status);
        xml.WriteOptional("ResourceStatusReason", resource.StatusReason);
        xml.WriteOptional("Description", resource.Description);
        WriteNotDrifted(xml, "StackResourceDriftStatus");
    }

    public static void WriteEvent(XmlWriter xml, StackEvent happened)
    {
        xml.WriteElementString("StackId", happened.StackId);
        xml.WriteElementString("EventId", happened.Id);
        xml.WriteElementString("StackName", happened.StackName);
        xml.WriteElementString("LogicalResourceId", happened.LogicalId);
        xml.WriteElementString("PhysicalResourceId", happened.PhysicalId);
        xml.WriteElementString("ResourceType", happened.Type);
        xml.WriteTime("Timestamp", happened.At);
        xml.WriteElementString("ResourceStatus", happened.Status);
        xml.WriteOptional("ResourceStatusReason", happened.Reason);
        xml.WriteOptional("ResourceProperties", happened.Properties);
    }

    private static void WriteOutput(XmlWriter xml, StackOutput output)
    {
        xml.WriteElementString("OutputKey", output.Name);
        xml.WriteElementString("OutputValue", output.Value);
        xml.WriteOptional("Description", output.Description);
        xml.WriteOptional("ExportName", output.ExportName);
    }
}
