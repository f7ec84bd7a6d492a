using System.Globalization;
using System.Xml;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>Which members an answer shows differs by operation, as recorded from AWS.</summary>
[Flags]
internal enum Shown
{
    Nothing = 0,
    SessionDuration = 1,
    LastUse = 2,
    Tags = 4,
    Boundary = 8,
}

/// <summary>Roles, users and groups as answers show them.</summary>
internal static class IdentityXml
{
    public static void Write(XmlWriter xml, string element, Role role, Shown shown)
    {
        Begin(xml, element, role, "Role");
        xml.WriteElementString("AssumeRolePolicyDocument", Uri.EscapeDataString(role.TrustPolicy.Json));
        if (role.Description is { } description) xml.WriteElementString("Description", description);
        if (shown.HasFlag(Shown.SessionDuration)) xml.WriteElementString("MaxSessionDuration", role.MaxSessionSeconds.ToString(CultureInfo.InvariantCulture));
        WriteRest(xml, role, shown);
        if (shown.HasFlag(Shown.LastUse))
        {
            xml.WriteStartElement("RoleLastUsed");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    public static void Write(XmlWriter xml, string element, User user, Shown shown)
    {
        Begin(xml, element, user, "User");
        WriteRest(xml, user, shown);
        xml.WriteEndElement();
    }

    public static void Write(XmlWriter xml, string element, Group group)
    {
        Begin(xml, element, group, "Group");
        xml.WriteEndElement();
    }

    public static void WriteMembers(XmlWriter xml, Identity identity, string kind)
    {
        xml.WriteElementString("Path", identity.Path);
        xml.WriteElementString(kind + "Name", identity.Name);
        xml.WriteElementString(kind + "Id", identity.Id);
        xml.WriteElementString("Arn", identity.Arn);
        xml.WriteTime("CreateDate", identity.CreatedAt);
    }

    public static void WriteRest(XmlWriter xml, Identity identity, Shown shown)
    {
        if (shown.HasFlag(Shown.Tags) && !identity.Tags.IsEmpty) xml.WriteTags(identity.Tags);
        if (!shown.HasFlag(Shown.Boundary) || identity.Boundary is not { } arn) return;
        xml.WriteStartElement("PermissionsBoundary");
        xml.WriteElementString("PermissionsBoundaryType", "Policy");
        xml.WriteElementString("PermissionsBoundaryArn", arn);
        xml.WriteEndElement();
    }

    private static void Begin(XmlWriter xml, string element, Identity identity, string kind)
    {
        xml.WriteStartElement(element);
        WriteMembers(xml, identity, kind);
    }
}
