using System.Globalization;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Urls;

/// <summary>What pages of other origins may do with a function URL.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors</remarks>
internal sealed class UrlCorsPolicy(UrlCors cors)
{
    public static bool Governs(string header) => header.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase);

    public void AnswerPreflight(AwsRequest request, AwsResponse response)
    {
        response.Status = 200;
        if (!Allow(request, response.Headers)) return;
        if (cors.AllowMethods is { Count: > 0 } methods) response.Headers.AccessControlAllowMethods = string.Join(',', methods);
        if (cors.AllowHeaders is { Count: > 0 } headers) response.Headers.AccessControlAllowHeaders = string.Join(',', headers);
        if (cors.MaxAge is { } seconds) response.Headers.AccessControlMaxAge = seconds.ToString(CultureInfo.InvariantCulture);
    }

    public void Complete(AwsRequest request, IHeaderDictionary headers)
    {
        if (Allow(request, headers) && cors.ExposeHeaders is { Count: > 0 } exposed) headers.AccessControlExposeHeaders = string.Join(',', exposed);
    }

    private bool Allow(AwsRequest request, IHeaderDictionary headers)
    {
        if (request.Headers.Origin is not [{ Length: > 0 } origin] || !HeaderText.IsValue(origin)) return false;
        var allowed = cors.AllowOrigins?.FirstOrDefault(a => a == "*" || a.Equals(origin, StringComparison.OrdinalIgnoreCase));
        if (allowed is null) return false;
        headers.AccessControlAllowOrigin = allowed == "*" ? "*" : origin;
        headers.Vary = "Origin";
        if (cors.AllowCredentials == true) headers.AccessControlAllowCredentials = "true";
        return true;
    }
}
