using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record GetGroupPolicyRequest(string GroupName, string PolicyName) : IQueryRequest<GetGroupPolicyRequest>
{
    public static GetGroupPolicyRequest Read(QueryForm form) => new(
        IamRules.GroupName(form.Required("GroupName")), IamRules.PolicyName(form.Required("PolicyName")));
}

internal sealed record GetGroupPolicyResponse(string GroupName, string PolicyName, string PolicyDocument) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("GroupName", GroupName);
        xml.WriteElementString("PolicyName", PolicyName);
        xml.WriteElementString("PolicyDocument", Uri.EscapeDataString(PolicyDocument));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroupPolicy.html</remarks>
internal static class GetGroupPolicy
{
    public static GetGroupPolicyResponse Execute(IamState state, GetGroupPolicyRequest request)
    {
        var group = state.GetGroup(request.GroupName);
        return new GetGroupPolicyResponse(group.Name, request.PolicyName, Grants.Get(group, request.PolicyName).Json);
    }
}
