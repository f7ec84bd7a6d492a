using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Iam.Simulation;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;

namespace TaskTracker.Emulation.Services.Iam.Operations;

internal sealed record GetContextKeysForCustomPolicyRequest(IReadOnlyList<Policy> Policies) : IQueryRequest<GetContextKeysForCustomPolicyRequest>
{
    public static GetContextKeysForCustomPolicyRequest Read(QueryForm form) => new(
        [.. form.List("PolicyInputList").Select((json, i) => SimulationInput.Parse($"PolicyInputList.{i + 1}", PolicyKind.IdentityInline, json))]);
}

internal sealed record GetContextKeysForCustomPolicyResponse(IReadOnlyList<string> Names) : IQueryResponse
{
    public void Write(XmlWriter xml) => SimulationXml.WriteNames(xml, Names);
}

/// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html</remarks>
internal static class GetContextKeysForCustomPolicy
{
    public static GetContextKeysForCustomPolicyResponse Execute(GetContextKeysForCustomPolicyRequest request) => new(KeysOf(request.Policies));

    /// <summary>Each once, in any of its spellings.</summary>
    public static IReadOnlyList<string> KeysOf(IEnumerable<Policy> policies) =>
        [.. policies.SelectMany(p => p.ContextKeys).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
}
