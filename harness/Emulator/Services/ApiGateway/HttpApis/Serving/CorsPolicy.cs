using System.Globalization;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>A CORS configuration made ready for requests.</summary>
/// <remarks>
/// Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html. Which headers AWS puts on which of the two kinds of answers
/// is not documented: each kind gets those that browsers read from it.
/// </remarks>
internal sealed class CorsPolicy(Cors cors)
{
    private readonly string? _methods = Joined(cors.AllowMethods);
    private readonly string? _allowHeaders = Joined(cors.AllowHeaders);
    private readonly string? _exposeHeaders = Joined(cors.ExposeHeaders);
    private readonly string? _maxAge = cors.MaxAgeSeconds?.ToString(CultureInfo.InvariantCulture);

    public static bool Governs(string header) => header.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer to a preflight request that no route takes.</summary>
    public void AnswerPreflight(AwsRequest request, AwsResponse response)
    {
        response.Status = 204;
        if (request.Headers.AccessControlRequestMethod.Count == 0 || !Allow(request, response.Headers)) return;
        if (_methods is not null) response.Headers.AccessControlAllowMethods = _methods;
        if (_allowHeaders is not null) response.Headers.AccessControlAllowHeaders = _allowHeaders;
        if (_maxAge is not null) response.Headers.AccessControlMaxAge = _maxAge;
    }

    /// <summary>Adds what a browser must see before it hands an answer to a page of that origin.</summary>
    public void Complete(AwsRequest request, IHeaderDictionary headers)
    {
        if (Allow(request, headers) && _exposeHeaders is not null) headers.AccessControlExposeHeaders = _exposeHeaders;
    }

    private bool Allow(AwsRequest request, IHeaderDictionary headers)
    {
        if (request.Headers.Origin is not [{ Length: > 0 } origin] || !HeaderText.IsValue(origin) || AllowedOrigin(origin) is not { } allowed) return false;
        headers.AccessControlAllowOrigin = allowed;
        if (cors.AllowCredentials == true) headers.AccessControlAllowCredentials = "true";
        return true;
    }

    private string? AllowedOrigin(string origin)
    {
        foreach (var allowed in cors.AllowOrigins)
        {
            if (allowed == "*") return allowed;
            var matches = allowed.EndsWith("://*", StringComparison.Ordinal)
                ? origin.AsSpan().StartsWith(allowed.AsSpan(0, allowed.Length - 1), StringComparison.OrdinalIgnoreCase)
                : origin.Equals(allowed, StringComparison.OrdinalIgnoreCase);
            if (matches) return origin;
        }

        return null;
    }

    private static string? Joined(IReadOnlyCollection<string> values) => values.Count == 0 ? null : string.Join(',', values);
}
