using TaskTracker.Policies.Conditions;
using TaskTracker.Policies.Json;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Matching;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Policies.Evaluation;

/// <summary>A statement with its patterns and operators resolved.</summary>
internal sealed class Statement
{
    private readonly bool _isNotAction;
    private readonly Glob[] _actions;
    private readonly bool _isNotResource;
    private readonly Glob[]? _resources;
    private readonly PrincipalMatcher? _principal;
    private readonly ConditionTest[] _conditions;
    private readonly string[] _conditionKeys;

    public Statement(StatementSyntax syntax, bool hasVariables)
    {
        Sid = syntax.Sid;
        Effect = syntax.Effect == "Deny" ? Effect.Deny : Effect.Allow;
        (Start, End) = (syntax.Start, syntax.End);
        _isNotAction = syntax.Action?.Negated == true;
        _actions = [.. (syntax.Action?.Names ?? []).Select(a => new Glob(a, GlobStyle.Like, hasVariables: false, ignoresCase: true))];
        _isNotResource = syntax.Resource?.Negated == true;
        _resources = syntax.Resource?.Names.Select(r => new Glob(r, GlobStyle.Resource, hasVariables)).ToArray();
        _principal = syntax.Principal is { } principal ? new PrincipalMatcher(principal) : null;
        _conditions = [.. syntax.Conditions.Select(c => Compile(c, hasVariables))];
        _conditionKeys = [.. _conditions.SelectMany(c => c.Globs.SelectMany(g => g.Variables).Select(v => v.Key).Prepend(c.Key))];
    }

    public string? Sid { get; }

    public Effect Effect { get; }

    public JsonPosition Start { get; }

    public JsonPosition End { get; }

    /// <summary>Every key that the statement reads, in its conditions and as variables.</summary>
    public IEnumerable<string> ContextKeys => _conditions.Select(c => c.Key).Concat(Globs.SelectMany(g => g.Variables).Select(v => v.Key));

    private IEnumerable<Glob> Globs => _conditions.SelectMany(c => c.Globs).Concat(_resources ?? []);

    /// <returns>None when the statement does not speak of the request; for a policy that names no principals, Itself when it does.</returns>
    public PrincipalMatch Match(in AuthorizationRequest request, bool hasBoundary, Trace? trace)
    {
        if (!MatchesAction(request)) return PrincipalMatch.None;
        var match = _principal?.Match(request.Principal, Effect, hasBoundary) ?? PrincipalMatch.Itself;
        if (match is PrincipalMatch.None || !MatchesResource(request, trace)) return PrincipalMatch.None;
        if (request.Context.IsKept) Keep(request.Context);
        var holds = true;
        foreach (var condition in _conditions)
        {
            holds &= condition.Holds(request.Context, trace);
            if (!holds && trace is null) break;
        }

        return holds ? match : PrincipalMatch.None;
    }

    /// <summary>Every part of the statement against the request, those behind the first that fails too.</summary>
    public StatementReview Review(in AuthorizationRequest request, bool hasBoundary, Policy policy)
    {
        var context = request.Context;
        var conditions = _conditions.Select(c => new ConditionReview(c.Operator.Text, c.Key, c.Values, context.TextsOf(c.Key), c.Holds(context, trace: null)));
        return new StatementReview(
            policy.Name, policy.Kind, Sid, Effect, Start.Line, Start.Column, MatchesAction(request), MatchesResource(request, trace: null),
            _principal?.Match(request.Principal, Effect, hasBoundary) is not PrincipalMatch.None, [.. conditions]);
    }

    private void Keep(RequestContext context)
    {
        foreach (var key in _conditionKeys) context.Read(key);
    }

    private static ConditionTest Compile(ConditionSyntax syntax, bool hasVariables) =>
        new(syntax.Operator, syntax.Key, [.. syntax.Values.Select(v => OperandReader.Read(syntax.Operator, v, hasVariables))], syntax.Values);

    private bool MatchesAction(in AuthorizationRequest request)
    {
        foreach (var action in _actions)
        {
            if (action.Matches(request.Action, request.Context)) return !_isNotAction;
        }

        return _isNotAction;
    }

    /// <summary>A pattern with a variable that has no value matches nothing, in NotResource too: there it widens the statement.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value</remarks>
    private bool MatchesResource(in AuthorizationRequest request, Trace? trace)
    {
        if (_resources is null) return true;
        var isNamed = false;
        foreach (var resource in _resources)
        {
            if (trace is not null && resource.Unresolved(request.Context) is { } key) trace.Missing(key);
            isNamed |= resource.Matches(request.Resource, request.Context);
        }

        return isNamed != _isNotResource;
    }
}
