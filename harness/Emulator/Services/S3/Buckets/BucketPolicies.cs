using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.S3.Buckets;

/// <summary>Which bucket's policy has a say about a bucket or object, parsed once per text.</summary>
internal sealed class BucketPolicies(S3State state)
{
    private const string Prefix = ":::";

    private readonly ConditionalWeakTable<string, Parsed> _parsed = [];

    /// <param name="resource">The ARN of a bucket or object; of anything else nothing is known here.</param>
    public ImmutableArray<Policy> On(string resource, Principal principal)
    {
        var start = resource.IndexOf(Prefix, StringComparison.Ordinal);
        if (start < 0) return [];
        var path = resource.AsSpan(start + Prefix.Length);
        var slash = path.IndexOf('/');
        if (state.Find((slash < 0 ? path : path[..slash]).ToString())?.Settings is not { Policy: { } text } settings) return [];
        var parsed = _parsed.GetValue(text, Parse);

        // RestrictPublicBuckets leaves a public policy to the account's own callers and to services.
        var isStranger = principal.Kind is PrincipalKind.Anonymous;
        return isStranger && parsed.IsPublic && settings.AccessBlock is { RestrictPublicBuckets: true } ? [] : parsed.Policies;
    }

    private static Parsed Parse(string text) => new([Policy.Parse("bucket policy", PolicyKind.Resource, text)], PublicPolicy.IsPublic(text));

    private sealed record Parsed(ImmutableArray<Policy> Policies, bool IsPublic);
}
