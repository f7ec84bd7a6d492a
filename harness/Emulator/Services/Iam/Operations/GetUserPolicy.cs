using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record GetUserPolicyRequest(string UserName, string PolicyName) : IQueryRequest<GetUserPolicyRequest>
{
    public static GetUserPolicyRequest Read(QueryForm form) => new(
        IamRules.UserName(form.Required("UserName")), IamRules.PolicyName(form.Required("PolicyName")));
}

internal sealed record GetUserPolicyResponse(string UserName, string PolicyName, string PolicyDocument) : IQueryResponse
{
    public void Write(XmlWriter xml)
    {
        xml.WriteElementString("UserName", UserName);
        xml.WriteElementString("PolicyName", PolicyName);
        xml.WriteElementString("PolicyDocument", Uri.EscapeDataString(PolicyDocument));
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html</remarks>
internal static class GetUserPolicy
{
    public static GetUserPolicyResponse Execute(IamState state, GetUserPolicyRequest request)
    {
        var user = state.GetUser(request.UserName);
        return new GetUserPolicyResponse(user.Name, request.PolicyName, Grants.Get(user, request.PolicyName).Json);
    }
}
