using System.Globalization;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Iam.Simulation;

/// <summary>Asks the evaluator that decides real calls about calls that nobody makes.</summary>
internal static class Simulator
{
    private static readonly Policy Everything = Policy.Parse(
        "Everything", PolicyKind.IdentityInline, """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");

    /// <param name="principal">Whose policies count too; <c>null</c> for those in the input alone.</param>
    /// <exception cref="Protocols.AwsError">InvalidInput.</exception>
    public static Page<EvaluationResult> Run(Identity? principal, CallerPermissions permissions, SimulationInput input)
    {
        var caller = input.CallerArn ?? (principal is User user ? user.Arn : null);
        if (input.ResourcePolicy is not null && caller is null) throw IamErrors.InvalidInput("CallerArn is required with a ResourcePolicy.");
        var set = permissions.Policies with
        {
            Identity = [.. permissions.Policies.Identity, .. input.Policies],
            Boundary = input.Boundary is { } boundary ? [boundary] : permissions.Policies.Boundary,
            Resource = input.ResourcePolicy is { } resource ? [resource] : [],
        };
        var arn = caller ?? principal?.Arn ?? "";
        var who = Principal.User(arn, arn.Split(':').ElementAtOrDefault(4) ?? "");
        var asked = input.ActionNames.SelectMany(a => input.ResourceArns.Select(r => new AuthorizationRequest(who, a, r, input.Context)));
        var numbered = asked.Select((request, index) => (request, Key: index.ToString("D8", CultureInfo.InvariantCulture)));
        var page = input.Page.Cut(numbered, n => n.Key);
        return new Page<EvaluationResult>([.. page.Items.Select(n => Evaluate(n.request, set))], page.Marker);
    }

    private static EvaluationResult Evaluate(AuthorizationRequest request, PolicySet set)
    {
        var isWithinBoundary = set.Boundary.IsEmpty
            ? (bool?)null
            : Evaluator.Decide(request, new PolicySet { Identity = [Everything], Boundary = set.Boundary }) is Verdict.Allowed;
        return new EvaluationResult(request.Action, request.Resource, Evaluator.Explain(request, set), isWithinBoundary);
    }
}

/// <param name="IsWithinBoundary"><c>null</c> without a boundary.</param>
internal sealed record EvaluationResult(string Action, string Resource, Decision Decision, bool? IsWithinBoundary);
