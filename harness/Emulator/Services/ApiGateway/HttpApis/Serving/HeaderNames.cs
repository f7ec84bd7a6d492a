using System.Collections.Frozen;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>How an HTTP API names the headers that functions return.</summary>
internal static class HeaderNames
{
    /// <summary>Of the connection, or the gateway's own to say.</summary>
    private static readonly FrozenSet<string> NotPassedOn =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, [.. HeaderText.OfConnection, "Content-Length", "Date", "Apigw-Requestid"]);

    public static readonly NameHeader Plain = static name => NotPassedOn.Contains(name) ? null : TitleCase(name);

    /// <summary>Where the API has a CORS configuration, which alone speaks to browsers then.</summary>
    public static readonly NameHeader BesideCors = static name => CorsPolicy.Governs(name) ? null : Plain(name);

    /// <summary>As AWS was recorded to write names over HTTP/1.1: <c>x-custom-header</c> becomes <c>X-Custom-Header</c>.</summary>
    private static string TitleCase(string name) => IsTitleCase(name) ? name : string.Create(name.Length, name, static (text, from) =>
    {
        var isFirst = true;
        for (var i = 0; i < from.Length; i++)
        {
            text[i] = isFirst ? char.ToUpperInvariant(from[i]) : char.ToLowerInvariant(from[i]);
            isFirst = from[i] == '-';
        }
    });

    private static bool IsTitleCase(string name)
    {
        var isFirst = true;
        foreach (var c in name)
        {
            if (isFirst ? char.IsAsciiLetterLower(c) : char.IsAsciiLetterUpper(c)) return false;
            isFirst = c == '-';
        }

        return true;
    }
}
