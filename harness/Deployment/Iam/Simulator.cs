using System.Globalization;
using System.Xml.Linq;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Deployment.Iam;

/// <summary>Puts expectations to a role: all the actions that share a resource and a context at once.</summary>
internal delegate Task<IReadOnlyList<Answer>> AskRole(string role, IReadOnlyList<Expectation> expectations, CancellationToken cancellation);

/// <summary>The two ways of asking: the target's own simulator, or the evaluator of this program on the policies that the target holds.</summary>
internal static class Simulator
{
    /// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html</remarks>
    public static AskRole OfTarget(IamApi api) => async (role, expectations, cancellation) =>
    {
        var arn = IamApi.Text((await api.CallAsync("GetRole", cancellation, ("RoleName", role)).ConfigureAwait(false)).Element("Role"), "Arn");
        var first = expectations[0];
        (string, string)[] parameters =
        [
            ("PolicySourceArn", arn),
            ("ResourceArns.member.1", first.Resource),
            .. expectations.Select(e => e.Action).Distinct().Select((action, i) => ($"ActionNames.member.{i + 1}", action)),
            .. first.Context.SelectMany((key, i) => Entry($"ContextEntries.member.{i + 1}", key.Key, key.Value)),
        ];
        var results = await api.ListAsync("SimulatePrincipalPolicy", "EvaluationResults", cancellation, parameters).ConfigureAwait(false);
        return [.. expectations.Select(e => Read(e, results.FirstOrDefault(r => r.Element("EvalActionName")?.Value == e.Action)))];
    };

    public static AskRole Own(Func<string, CancellationToken, Task<GrantedPolicies>> read) => async (role, expectations, cancellation) =>
    {
        var granted = await read(role, cancellation).ConfigureAwait(false);
        return [.. expectations.Select(e => Evaluate(e, granted))];
    };

    /// <summary>A key's type, as the simulator must be told.</summary>
    internal static string TypeOf(string key, int values)
    {
        var type = key.ToLowerInvariant() switch
        {
            "aws:sourceip" or "aws:vpcsourceip" => "ip",
            "aws:currenttime" or "aws:tokenissuetime" => "date",
            "aws:epochtime" or "aws:multifactorauthage" => "numeric",
            "aws:securetransport" or "aws:viaawsservice" or "aws:multifactorauthpresent" or "aws:principalisawsservice" => "boolean",
            _ => "string",
        };
        return values > 1 ? type + "List" : type;
    }

    private static IEnumerable<(string, string)> Entry(string prefix, string key, IReadOnlyList<string> values) =>
    [
        ($"{prefix}.ContextKeyName", key),
        ($"{prefix}.ContextKeyType", TypeOf(key, values.Count)),
        .. values.Select((v, i) => ($"{prefix}.ContextKeyValues.member.{(i + 1).ToString(CultureInfo.InvariantCulture)}", v)),
    ];

    private static Answer Read(Expectation expectation, XElement? result)
    {
        var decision = IamApi.Text(result, "EvalDecision");
        var matched = (result?.Element("MatchedStatements")?.Elements("member") ?? []).Select(Place).ToList();
        var missing = (result?.Element("MissingContextValues")?.Elements("member") ?? []).Select(m => m.Value).ToList();
        var reason = decision switch
        {
            "allowed" => $"allowed by {string.Join(" and ", matched)}",
            "explicitDeny" => $"denied by {string.Join(" and ", matched)}",
            _ => "no policy of the role allows it",
        };
        return new Answer(expectation, decision, missing.Count > 0 ? $"{reason}; not given: {string.Join(", ", missing)}" : reason);
    }

    private static string Place(XElement statement)
    {
        var start = statement.Element("StartPosition");
        return $"{statement.Element("SourcePolicyId")?.Value}, line {start?.Element("Line")?.Value}, column {start?.Element("Column")?.Value}";
    }

    private static Answer Evaluate(Expectation expectation, GrantedPolicies granted)
    {
        var context = new RequestContext();
        foreach (var (key, values) in expectation.Context) context.Set(key, values is [var one] ? ContextValue.Of(one) : ContextValue.Of(values));
        var request = new AuthorizationRequest(granted.Principal, expectation.Action, expectation.Resource, context);
        var decision = Evaluator.Explain(request, granted.Set);
        var verdict = decision.Verdict switch { Verdict.Allowed => "allowed", Verdict.ExplicitDeny => "explicitDeny", _ => "implicitDeny" };
        return new Answer(expectation, verdict, decision.Reason);
    }
}
