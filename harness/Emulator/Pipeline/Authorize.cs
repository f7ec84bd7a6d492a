using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;
using Decision = TaskTracker.Emulation.Requests.Decision;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>
/// Whether the caller may: the account itself may do what no resource's policy denies it, users and roles what their policies and the resource's allow,
/// anybody else what the resource's policy allows alone.
/// </summary>
internal sealed class Authorize(AwsScope scope, IamMode mode, FindPermissions find, AccessLog accesses, TimeProvider clock)
{
    /// <summary>Decides, and leaves the decision on the record.</summary>
    /// <exception cref="AwsError">The service's word for a refusal.</exception>
    public void Decide(Service service, BoundCall call, Exchange exchange)
    {
        var isRoot = exchange.Caller.Kind == CallerKind.Root;
        if (mode == IamMode.Off)
        {
            exchange.Record.Decision = Decision.NotEvaluated;
            return;
        }

        if (call.Operation.NeedsPermission && !(isRoot && service.ResourcePolicies is null))
        {
            // Before it is known: what is refused on the way stays denied.
            exchange.Record.Decision = Decision.Denied;
            if (call.Operation.NeedsOwnAction) Demand(service, exchange, new Permission(call.Operation.Action, call.Resource), call);
            foreach (var further in call.FurtherPermissions) Demand(service, exchange, further, call: null);
            foreach (var part in call.PartPermissions)
            {
                if (Ask(service, exchange, part, call) is not null) exchange.Refuse(part.Resource);
            }

            if (exchange.HasRefusals) return;
        }

        exchange.Record.Decision = isRoot ? Decision.Root : Decision.Allowed;
    }

    /// <summary>Whether a service may do something with the caller's permissions, outside of any request.</summary>
    public bool Allows(Caller caller, string action, string resource)
    {
        if (mode == IamMode.Off || caller.Kind == CallerKind.Root) return true;
        var permissions = find(caller) ?? CallerPermissions.None;
        var wanted = new Permission(action, resource);
        var isAllowed = Evaluator.Decide(Question(caller.Principal, caller, permissions, wanted, call: null, service: null, exchange: null), SetOf(caller, permissions, [])) is Verdict.Allowed;
        Count(caller, wanted, isAllowed);
        return isAllowed;
    }

    /// <summary>
    /// Whether a resource's own policy lets in somebody who has no policies: a service that acts for one of its resources (its keys, such as
    /// <c>aws:SourceArn</c>, stand in the permission), or a stranger.
    /// </summary>
    /// <param name="request">What the stranger sent; <c>null</c> for a service.</param>
    /// <returns>With the reasons; always an allowance when IAM is off.</returns>
    public Admission Admits(Service service, Principal principal, in Permission wanted, AwsRequest? request = null)
    {
        if (mode == IamMode.Off) return new Admission(true, "IAM is off");
        var set = new PolicySet { Resource = PoliciesOn(service, wanted.Resource, principal) };
        var question = Question(principal, Caller.Anonymous, CallerPermissions.None, wanted, call: null, service, exchange: null, request);
        return Evaluator.Decide(question, set) is Verdict.Allowed ? Admission.Granted : new Admission(false, Evaluator.Explain(question, set).Reason);
    }

    private void Demand(Service service, Exchange exchange, in Permission wanted, BoundCall? call)
    {
        if (Ask(service, exchange, wanted, call) is { } because) throw service.Protocol.AccessDenied(exchange.Caller, wanted, because);
    }

    /// <summary>Decides, and leaves behind what was asked and what came of it.</summary>
    /// <returns>Why not; <c>null</c> when it is allowed.</returns>
    private string? Ask(Service service, Exchange exchange, in Permission wanted, BoundCall? call)
    {
        var caller = exchange.Caller;
        var permissions = find(caller) ?? CallerPermissions.None;
        var set = SetOf(caller, permissions, PoliciesOn(service, wanted.Resource, caller.Principal));
        var question = Question(caller.Principal, caller, permissions, wanted, call, service, exchange, exchange.Request);
        var isAllowed = Evaluator.Decide(question, set) is Verdict.Allowed;

        // Explained before it is kept: that reads what stands behind a denial too.
        var because = isAllowed ? null : Evaluator.Explain(question, set).Reason;
        exchange.Record.Ask(question, set);
        Count(caller, wanted, isAllowed);
        return because;
    }

    private void Count(Caller caller, in Permission wanted, bool isAllowed)
    {
        if (caller.Kind is not (CallerKind.Root or CallerKind.Anonymous)) accesses.Count(caller.RoleArn ?? caller.Arn, wanted.Action, wanted.Resource, isAllowed);
    }

    private static PolicySet SetOf(Caller caller, CallerPermissions permissions, ImmutableArray<Policy> resource) =>
        permissions.Policies with { Resource = resource, Session = caller.SessionPolicies };

    private static ImmutableArray<Policy> PoliciesOn(Service service, string resource, Principal principal) =>
        service.ResourcePolicies is { } policies ? policies(resource, principal) : [];

    private AuthorizationRequest Question(
        Principal principal, Caller caller, CallerPermissions permissions, in Permission wanted, BoundCall? call, Service? service, Exchange? exchange, AwsRequest? request = null)
    {
        var now = exchange?.Record.StartedAt ?? clock.GetUtcNow();
        return new(principal, wanted.Action, wanted.Resource, ContextKeys.Of(new Asked(scope, now, caller, permissions, wanted, call, service, request)));
    }
}

/// <param name="Because">In the words of a denial: <c>because no resource-based policy allows the s3:GetObject action</c>.</param>
internal sealed record Admission(bool IsGranted, string Because)
{
    public static readonly Admission Granted = new(true, "");
}
