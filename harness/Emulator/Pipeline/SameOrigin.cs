using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>Tells a browser's page of another origin from programs and from pages that the emulator itself serves.</summary>
/// <remarks>Sources: https://www.w3.org/TR/fetch-metadata/, https://fetch.spec.whatwg.org/#origin-header</remarks>
internal static class SameOrigin
{
    /// <summary>A person may follow a link to a page of the emulator; nothing else comes from another origin, a preflight least of all.</summary>
    public static bool Admits(AwsRequest request)
    {
        if (request.Method == "OPTIONS") return false;
        var headers = request.Headers;
        if (headers.Origin.Count > 0 && headers.Origin != $"http://{headers.Host}") return false;
        var site = headers["Sec-Fetch-Site"].ToString();
        return site is "" or "same-origin" or "none" || (request.Method == "GET" && headers["Sec-Fetch-Mode"] == "navigate" && headers["Sec-Fetch-Dest"] == "document");
    }
}
