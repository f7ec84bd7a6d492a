using System.Xml;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Iam.Simulation;

namespace TaskTracker.Emulation.Services.Iam.Operations;

/// <param name="PolicySourceArn">Of a user, group or role.</param>
internal sealed record SimulatePrincipalPolicyRequest(string PolicySourceArn, SimulationInput Input) : IQueryRequest<SimulatePrincipalPolicyRequest>
{
    public static SimulatePrincipalPolicyRequest Read(QueryForm form)
    {
        form.RefuseOthers(["PolicySourceArn", .. SimulationInput.Parameters]);
        return new SimulatePrincipalPolicyRequest(form.Required("PolicySourceArn"), SimulationInput.Read(form));
    }
}

internal sealed record SimulatePrincipalPolicyResponse(Page<EvaluationResult> Results) : IQueryResponse
{
    public void Write(XmlWriter xml) => SimulationXml.Write(xml, Results);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html</remarks>
internal static class SimulatePrincipalPolicy
{
    public static SimulatePrincipalPolicyResponse Execute(IamState state, SimulatePrincipalPolicyRequest request)
    {
        var principal = state.FindIdentity(request.PolicySourceArn) ?? throw IamErrors.NoSuchPrincipal(request.PolicySourceArn);
        return new SimulatePrincipalPolicyResponse(Simulator.Run(principal, state.PermissionsOf(principal.Arn) ?? CallerPermissions.None, request.Input));
    }
}
