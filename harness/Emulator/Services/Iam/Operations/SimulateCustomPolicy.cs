using System.Xml;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Iam.Simulation;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record SimulateCustomPolicyRequest(SimulationInput Input) : IQueryRequest<SimulateCustomPolicyRequest>
{
    public static SimulateCustomPolicyRequest Read(QueryForm form)
    {
        form.RefuseOthers(SimulationInput.Parameters);
        if (!form.HasAny("PolicyInputList")) form.Required("PolicyInputList");
        return new SimulateCustomPolicyRequest(SimulationInput.Read(form));
    }
}

internal sealed record SimulateCustomPolicyResponse(Page<EvaluationResult> Results) : IQueryResponse
{
    public void Write(XmlWriter xml) => SimulationXml.Write(xml, Results);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html</remarks>
internal static class SimulateCustomPolicy
{
    public static SimulateCustomPolicyResponse Execute(SimulateCustomPolicyRequest request) =>
        new(Simulator.Run(principal: null, CallerPermissions.None, request.Input));
}
