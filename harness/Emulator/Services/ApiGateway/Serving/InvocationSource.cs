using System.Collections.Concurrent;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>On whose behalf the gateway calls a function: what the function's policy is asked about.</summary>
/// <param name="Arn">Such as <c>arn:aws:execute-api:us-east-1:000000000000:{api}/prod/GET/tasks</c>.</param>
internal sealed record InvocationSource(string Arn, string Account)
{
    /// <summary>The keys that conditions of the function's policy read.</summary>
    public FindContextValue Keys { get; } = key =>
        key.Equals("aws:SourceArn", StringComparison.OrdinalIgnoreCase) ? ContextValue.Of(Arn)
        : key.Equals("aws:SourceAccount", StringComparison.OrdinalIgnoreCase) ? ContextValue.Of(Account)
        : null;
}

/// <summary>The sources of one way through an API, made once for each method.</summary>
/// <param name="path">The way's path with its variables, or <c>$default</c>.</param>
internal sealed class InvocationSources(string path)
{
    private readonly ConcurrentDictionary<string, InvocationSource> _byMethod = new(StringComparer.Ordinal);

    public InvocationSource For(AwsScope scope, string apiId, string stage, string method)
    {
        if (_byMethod.TryGetValue(method, out var known)) return known;
        var way = path.StartsWith('/') ? method + path : path;
        return _byMethod.GetOrAdd(method, new InvocationSource(scope.Arn("execute-api", $"{apiId}/{stage}/{way}"), scope.Account));
    }
}
