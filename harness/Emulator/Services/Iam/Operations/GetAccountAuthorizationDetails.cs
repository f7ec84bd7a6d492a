using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

/// <param name="Filter">Of <c>User</c>, <c>Role</c>, <c>Group</c>, <c>LocalManagedPolicy</c>, <c>AWSManagedPolicy</c>; empty for all.</param>
internal sealed record GetAccountAuthorizationDetailsRequest(IReadOnlyList<string> Filter, PageRequest Page) : IQueryRequest<GetAccountAuthorizationDetailsRequest>
{
    private static readonly string[] Kinds = ["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"];

    public static GetAccountAuthorizationDetailsRequest Read(QueryForm form)
    {
        form.RefuseOthers("Filter", "MaxItems", "Marker");
        var filter = form.List("Filter");
        foreach (var kind in filter.Except(Kinds)) throw IamErrors.BadValue("filter", kind, $"Member must satisfy enum value set: [{string.Join(", ", Kinds)}]");
        return new GetAccountAuthorizationDetailsRequest(filter.Count > 0 ? filter : Kinds, PageRequest.Read(form));
    }
}

internal sealed record GetAccountAuthorizationDetailsResponse(Page<AccountDetail> Details) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("IsTruncated", Details.Marker is null ? "false" : "true");
        var identities = Details.Items.Select(d => d.Identity);
        AccountDetailXml.Write(xml, "UserDetailList", identities.OfType<User>());
        AccountDetailXml.Write(xml, "GroupDetailList", identities.OfType<Group>());
        AccountDetailXml.Write(xml, "RoleDetailList", identities.OfType<Role>());
        AccountDetailXml.Write(xml, Details.Items.Where(d => d.Policy is not null));
        if (Details.Marker is not null) xml.WriteElementString("Marker", Details.Marker);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html</remarks>
internal static class GetAccountAuthorizationDetails
{
    public static GetAccountAuthorizationDetailsResponse Execute(IamState state, GetAccountAuthorizationDetailsRequest request)
    {
        IEnumerable<AccountDetail> Of(string kind) => kind switch
        {
            "User" => state.Users.Select(u => new AccountDetail(u.Arn, u, null, default)),
            "Role" => state.Roles.Select(r => new AccountDetail(r.Arn, r, null, default)),
            "Group" => state.Groups.Select(g => new AccountDetail(g.Arn, g, null, default)),
            "LocalManagedPolicy" => state.Policies.Select(p => new AccountDetail(p.Arn, null, p, PolicyUse.Of(p, state))),

            // AWS lists those in use, not its thousand others.
            _ => AwsPolicies.All.Select(p => new AccountDetail(p.Arn, null, p, PolicyUse.Of(p, state))).Where(d => d.Use.Attachments + d.Use.Boundaries > 0),
        };
        return new GetAccountAuthorizationDetailsResponse(request.Page.Cut(request.Filter.SelectMany(Of), d => d.Arn));
    }
}
