using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

/// <param name="EntityFilter"><c>User</c>, <c>Group</c>, <c>Role</c>, or <c>null</c> for all.</param>
internal sealed record ListEntitiesForPolicyRequest(string PolicyArn, string? EntityFilter, PageRequest Page) : IQueryRequest<ListEntitiesForPolicyRequest>
{
    public static ListEntitiesForPolicyRequest Read(QueryForm form)
    {
        form.RefuseOthers("PolicyArn", "EntityFilter", "PathPrefix", "PolicyUsageFilter", "MaxItems", "Marker");
        return new ListEntitiesForPolicyRequest(IamRules.PolicyArn(form.Required("PolicyArn")), form.Optional("EntityFilter"), PageRequest.Read(form));
    }
}

internal sealed record ListEntitiesForPolicyResponse(Page<Identity> Entities) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("IsTruncated", Entities.Marker is null ? "false" : "true");
        Write(xml, "Group", Entities.Items.OfType<Group>());
        Write(xml, "User", Entities.Items.OfType<User>());
        Write(xml, "Role", Entities.Items.OfType<Role>());
        if (Entities.Marker is not null) xml.WriteElementString("Marker", Entities.Marker);
    }

    private static void Write(XmlWriter xml, string kind, IEnumerable<Identity> identities)
    {
        xml.WriteStartElement($"Policy{kind}s");
        foreach (var identity in identities)
        {
            xml.WriteStartElement("member");
            xml.WriteElementString($"{kind}Name", identity.Name);
            xml.WriteElementString($"{kind}Id", identity.Id);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html</remarks>
internal static class ListEntitiesForPolicy
{
    public static ListEntitiesForPolicyResponse Execute(IamState state, ListEntitiesForPolicyRequest request)
    {
        var arn = state.GetPolicy(request.PolicyArn).Arn;
        var entities = state.Identities.Where(i => i.AttachedPolicies.Contains(arn) || i.Boundary == arn)
            .Where(i => request.EntityFilter is null || i.Kind.Equals(request.EntityFilter, StringComparison.OrdinalIgnoreCase));
        return new ListEntitiesForPolicyResponse(request.Page.Cut(entities, i => i.Arn));
    }
}
