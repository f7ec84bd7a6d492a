using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Iam.Simulation;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record GetContextKeysForPrincipalPolicyRequest(string PolicySourceArn, IReadOnlyList<Policy> Policies) : IQueryRequest<GetContextKeysForPrincipalPolicyRequest>
{
    public static GetContextKeysForPrincipalPolicyRequest Read(QueryForm form) => new(
        form.Required("PolicySourceArn"),
        [.. form.List("PolicyInputList").Select((json, i) => SimulationInput.Parse($"PolicyInputList.{i + 1}", PolicyKind.IdentityInline, json))]);
}

internal sealed record GetContextKeysForPrincipalPolicyResponse(IReadOnlyList<string> Names) : IQueryResponse
{
    public void Write(XmlWriter xml) => SimulationXml.WriteNames(xml, Names);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html</remarks>
internal static class GetContextKeysForPrincipalPolicy
{
    public static GetContextKeysForPrincipalPolicyResponse Execute(IamState state, GetContextKeysForPrincipalPolicyRequest request)
    {
        var permissions = state.PermissionsOf(request.PolicySourceArn) ?? throw IamErrors.NoSuchPrincipal(request.PolicySourceArn);
        var all = permissions.Policies.Identity.Concat(permissions.Policies.Boundary).Concat(request.Policies);
        return new GetContextKeysForPrincipalPolicyResponse(GetContextKeysForCustomPolicy.KeysOf(all));
    }
}
