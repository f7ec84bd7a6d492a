using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TaskTracker.Emulation.Services.S3.Website;

/// <param name="Protocol"><c>http</c> or <c>https</c>; <c>null</c> for that of the request.</param>
internal sealed record RedirectAll(string HostName, string? Protocol);

/// <param name="KeyPrefix">Of the key that is asked for; <c>null</c> for any.</param>
/// <param name="ErrorCode">The status that the request would end with; <c>null</c> when that does not matter.</param>
/// <param name="Status">Of the redirect.</param>
internal sealed record RoutingRule(
    string? KeyPrefix, int? ErrorCode, string? HostName, string? Protocol, string? ReplaceKeyPrefixWith, string? ReplaceKeyWith, int? Status);

/// <summary>Either everything is redirected, or there is an index document.</summary>
[JsonDerivedType(typeof(Redirecting), "redirecting")]
[JsonDerivedType(typeof(Serving), "serving")]
internal abstract record WebsiteConfiguration
{
    public sealed record Redirecting(RedirectAll Target) : WebsiteConfiguration;

    public sealed record Serving(string IndexSuffix, string? ErrorKey, ImmutableArray<RoutingRule> Rules) : WebsiteConfiguration;
}
