using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record GetPolicyRequest(string PolicyArn) : IQueryRequest<GetPolicyRequest>
{
    public static GetPolicyRequest Read(QueryForm form) => new(IamRules.PolicyArn(form.Required("PolicyArn")));
}

internal sealed record GetPolicyResponse(ManagedPolicy Policy, PolicyUse Use) : IQueryResponse
{
    public void Write(XmlWriter xml) => PolicyXml.Write(xml, "Policy", Policy, Use, isFull: true);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html</remarks>
internal static class GetPolicy
{
    public static GetPolicyResponse Execute(IamState state, GetPolicyRequest request)
    {
        var policy = state.GetPolicy(request.PolicyArn);
        return new GetPolicyResponse(policy, PolicyUse.Of(policy, state));
    }
}
