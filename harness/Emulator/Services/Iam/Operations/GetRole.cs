using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record GetRoleRequest(string RoleName) : IQueryRequest<GetRoleRequest>
{
    public static GetRoleRequest Read(QueryForm form) => new(IamRules.RoleName(form.Required("RoleName")));
}

internal sealed record GetRoleResponse(Role Role) : IQueryResponse
{
    public void Write(XmlWriter xml) => IdentityXml.Write(xml, "Role", Role, Shown.SessionDuration | Shown.LastUse | Shown.Tags | Shown.Boundary);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html</remarks>
internal static class GetRole
{
    public static GetRoleResponse Execute(IamState state, GetRoleRequest request) => new(state.Get(request.RoleName));
}
