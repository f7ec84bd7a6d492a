using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>The policies of functions as decisions need them, parsed again when their statements have changed.</summary>
internal sealed partial class FunctionPolicies(LambdaState state, AwsScope scope, ILogger<FunctionPolicies> logger)
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
        var policies = Parse(policy, functionArn);
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

    /// <summary>AddPermission refuses a principal that cannot be; a data directory may hold one from before it did, which must not take the others with it.</summary>
    private ImmutableArray<Policy> Parse(ImmutableArray<PolicyStatement> statements, string functionArn)
    {
        var possible = statements.Where(s => ResourcePolicy.IsPossible(s, functionArn, scope)).ToList();
        foreach (var statement in statements.Except(possible)) LogImpossible(statement.Sid, functionArn, statement.Principal);
        return possible.Count == 0 ? [] : [ResourcePolicy.Parse(possible, functionArn, scope)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The statement {Sid} in the policy of {Function} grants nobody anything, because nobody can be the principal '{Principal}'; take it away with lambda remove-permission")]
    private partial void LogImpossible(string sid, string function, string principal);

    private sealed record Parsed(PolicyStatement[]? Statements, ImmutableArray<Policy> Policies);
}
