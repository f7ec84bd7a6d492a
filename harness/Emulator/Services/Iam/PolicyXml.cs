using System.Globalization;
using System.Xml;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Managed policies and their versions as answers show them.</summary>
internal static class PolicyXml
{
    /// <param name="isFull">With description and tags, which lists leave out.</param>
    public static void Write(XmlWriter xml, string element, ManagedPolicy policy, PolicyUse use, bool isFull)
    {
        xml.WriteStartElement(element);
        WriteMembers(xml, policy, use, isFull);
        xml.WriteEndElement();
    }

    public static void WriteMembers(XmlWriter xml, ManagedPolicy policy, PolicyUse use, bool isFull)
    {
        xml.WriteElementString("PolicyName", policy.Name);
        xml.WriteElementString("PolicyId", policy.Id);
        xml.WriteElementString("Arn", policy.Arn);
        xml.WriteElementString("Path", policy.Path);
        xml.WriteElementString("DefaultVersionId", policy.Default.Id);
        xml.WriteElementString("AttachmentCount", use.Attachments.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("PermissionsBoundaryUsageCount", use.Boundaries.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("IsAttachable", "true");
        if (isFull && policy.Description is { } description) xml.WriteElementString("Description", description);
        xml.WriteTime("CreateDate", policy.CreatedAt);
        xml.WriteTime("UpdateDate", policy.UpdatedAt);
        if (isFull && !policy.Tags.IsEmpty) xml.WriteTags(policy.Tags);
    }

    public static void Write(XmlWriter xml, string element, ManagedPolicy policy, PolicyVersion version, bool withDocument)
    {
        xml.WriteStartElement(element);
        if (withDocument) xml.WriteElementString("Document", Uri.EscapeDataString(version.Policy.Json));
        xml.WriteElementString("VersionId", version.Id);
        xml.WriteElementString("IsDefaultVersion", version.Number == policy.DefaultNumber ? "true" : "false");
        xml.WriteTime("CreateDate", version.CreatedAt);
        xml.WriteEndElement();
    }

    /// <summary>A policy where only its name and ARN are shown.</summary>
    public static void WriteAttached(XmlWriter xml, string arn)
    {
        xml.WriteStartElement("member");
        xml.WriteElementString("PolicyName", arn[(arn.LastIndexOf('/') + 1)..]);
        xml.WriteElementString("PolicyArn", arn);
        xml.WriteEndElement();
    }
}

/// <summary>To how many users, groups and roles a managed policy is attached, and how many it bounds.</summary>
internal readonly record struct PolicyUse(int Attachments, int Boundaries)
{
    public static PolicyUse Of(ManagedPolicy policy, IamState state) => new(
        state.Identities.Count(i => i.AttachedPolicies.Contains(policy.Arn)), state.Identities.Count(i => i.Boundary == policy.Arn));
}
