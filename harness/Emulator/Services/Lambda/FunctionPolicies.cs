using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>The policies of functions as decisions need them, parsed again when their statements have changed.</summary>
internal sealed class FunctionPolicies(LambdaState state, AwsScope scope)
{
    private const string Prefix = ":function:";

    private readonly ConcurrentDictionary<string, Parsed> _parsed = new(StringComparer.Ordinal);

    public ImmutableArray<Policy> On(string functionArn, Principal principal)
    {
        if (state.Find(NameIn(functionArn)) is not { } function) return [];
        var qualifier = functionArn.Length > function.Arn.Length ? functionArn[(function.Arn.Length + 1)..] : null;
        var policy = function.PolicyOf(qualifier == Deployment.Latest ? null : qualifier);
        if (policy.IsEmpty) return [];
        var statements = ImmutableCollectionsMarshal.AsArray(policy);
        if (_parsed.TryGetValue(functionArn, out var known) && ReferenceEquals(known.Statements, statements)) return known.Policies;
        ImmutableArray<Policy> policies = [Policy.Parse("function policy", PolicyKind.Resource, ResourcePolicy.Render(policy, functionArn, scope))];
        _parsed[functionArn] = new Parsed(statements, policies);
        return policies;
    }

    /// <summary>The function's name in its ARN, with or without a qualifier; empty for any other ARN.</summary>
    public static string NameIn(string arn)
    {
        var start = arn.IndexOf(Prefix, StringComparison.Ordinal);
        if (start < 0) return "";
        var rest = arn.AsSpan(start + Prefix.Length);
        var colon = rest.IndexOf(':');
        return (colon < 0 ? rest : rest[..colon]).ToString();
    }

    private sealed record Parsed(PolicyStatement[]? Statements, ImmutableArray<Policy> Policies);
}
