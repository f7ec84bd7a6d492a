using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.S3.Wire;

/// <summary>
/// The condition keys that any request to S3 can have: how it is signed, and what its <c>x-amz-</c> headers ask for. Such a header is a key by its own name;
/// in a presigned URL it may stand in the query. Objects have no tags here, so that the keys of tags are missing.
/// </summary>
/// <remarks>Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html</remarks>
internal sealed class RequestKeys(AwsScope scope)
{
    private const string Prefix = "s3:";

    public ContextValue? Find(AwsRequest request, in Permission wanted, string key)
    {
        if (!key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        var name = key[Prefix.Length..].ToLowerInvariant();
        return name switch
        {
            "resourceaccount" => ContextValue.Of(scope.Account),
            "authtype" => AuthTypeOf(request) is { } type ? ContextValue.Of(type) : null,
            "signatureversion" => VersionOf(request) is { } version ? ContextValue.Of(version) : null,
            _ when name.StartsWith("x-amz-", StringComparison.Ordinal) => HeaderOf(request, name) is { } value ? ContextValue.Of(value) : null,
            _ => null,
        };
    }

    private static string? AuthTypeOf(AwsRequest request)
    {
        if (request.Headers.Authorization.Count > 0) return "REST-HEADER";
        return ParameterOf(request, "X-Amz-Signature") is not null || QueryV2.Of(request) is not null ? "REST-QUERY-STRING" : null;
    }

    private static string? VersionOf(AwsRequest request)
    {
        if (QueryV2.Of(request) is not null) return "AWS";
        return AuthTypeOf(request) is null ? null : "AWS4-HMAC-SHA256";
    }

    private static string? HeaderOf(AwsRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) ? values.ToString() : ParameterOf(request, name);

    private static string? ParameterOf(AwsRequest request, string name) =>
        request.RawQuery.Length == 0 ? null : request.Query.Pairs.LastOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
