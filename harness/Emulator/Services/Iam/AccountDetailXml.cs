using System.Xml;

namespace TaskTracker.Emulation.Services.Iam;

/// <summary>One role, user, group or managed policy of the account.</summary>
internal sealed record AccountDetail(string Arn, Identity? Identity, ManagedPolicy? Policy, PolicyUse Use);

/// <summary>Identities with every policy they have, and managed policies with every version, as <c>GetAccountAuthorizationDetails</c> lists them.</summary>
internal static class AccountDetailXml
{
    public static void Write(XmlWriter xml, string list, IEnumerable<Identity> identities)
    {
        xml.WriteStartElement(list);
        foreach (var identity in identities)
        {
            xml.WriteStartElement("member");
            WriteMembers(xml, identity);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    public static void Write(XmlWriter xml, IEnumerable<AccountDetail> policies)
    {
        xml.WriteStartElement("Policies");
        foreach (var detail in policies)
        {
            if (detail.Policy is not { } policy) continue;
            xml.WriteStartElement("member");
            PolicyXml.WriteMembers(xml, policy, detail.Use, isFull: true);
            xml.WriteStartElement("PolicyVersionList");
            foreach (var version in policy.Versions) PolicyXml.Write(xml, "member", policy, version, withDocument: true);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteMembers(XmlWriter xml, Identity identity)
    {
        var kind = $"{char.ToUpperInvariant(identity.Kind[0])}{identity.Kind[1..]}";
        IdentityXml.WriteMembers(xml, identity, kind);
        if (identity is Role role)
        {
            xml.WriteElementString("AssumeRolePolicyDocument", Uri.EscapeDataString(role.TrustPolicy.Json));
            xml.WriteElementString("InstanceProfileList", null);
            xml.WriteElementString("RoleLastUsed", null);
        }

        if (identity is User user)
        {
            xml.WriteStartElement("GroupList");
            foreach (var group in user.Groups) xml.WriteElementString("member", group);
            xml.WriteEndElement();
        }

        xml.WriteStartElement($"{kind}PolicyList");
        foreach (var policy in identity.InlinePolicies.Values)
        {
            xml.WriteStartElement("member");
            xml.WriteElementString("PolicyName", policy.Name);
            xml.WriteElementString("PolicyDocument", Uri.EscapeDataString(policy.Json));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("AttachedManagedPolicies");
        foreach (var arn in identity.AttachedPolicies) PolicyXml.WriteAttached(xml, arn);
        xml.WriteEndElement();
        IdentityXml.WriteRest(xml, identity, Shown.Tags | Shown.Boundary);
    }
}
