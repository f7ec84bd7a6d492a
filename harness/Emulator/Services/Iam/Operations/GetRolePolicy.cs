using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record GetRolePolicyRequest(string RoleName, string PolicyName) : IQueryRequest<GetRolePolicyRequest>
{
    public static GetRolePolicyRequest Read(QueryForm form) => new(
        IamRules.RoleName(form.Required("RoleName")), IamRules.PolicyName(form.Required("PolicyName")));
}

internal sealed record GetRolePolicyResponse(string RoleName, string PolicyName, string PolicyDocument) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("RoleName", RoleName);
        xml.WriteElementString("PolicyName", PolicyName);
        xml.WriteElementString("PolicyDocument", Uri.EscapeDataString(PolicyDocument));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html</remarks>
internal static class GetRolePolicy
{
    public static GetRolePolicyResponse Execute(IamState state, GetRolePolicyRequest request)
    {
        var role = state.Get(request.RoleName);
        return new GetRolePolicyResponse(role.Name, request.PolicyName, Grants.Get(role, request.PolicyName).Json);
    }
}
