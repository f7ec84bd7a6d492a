using System.Net;
using System.Text;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>
/// Takes calls of AWS's APIs from programs and from pages of this machine. A page from elsewhere knows the account's credentials, which are the same for everybody,
/// and could sign a form or an image's URL with them.
/// </summary>
/// <remarks>Sources: https://fetch.spec.whatwg.org/#origin-header, https://www.w3.org/TR/fetch-metadata/</remarks>
internal sealed class CheckOrigin(IReadOnlyList<string> allowedHosts)
{
    /// <param name="service">As far as the head tells; <c>null</c> where only the body can.</param>
    public bool Admits(Exchange exchange, Service? service)
    {
        var headers = exchange.Request.Headers;
        var origin = headers.Origin.ToString();
        var isForeign = origin.Length > 0 ? !IsOfThisMachine(origin) : headers["Sec-Fetch-Site"] == "cross-site" && !IsPicture(exchange.Request, service);
        if (!isForeign) return true;
        exchange.Response.Status = 403;
        exchange.Response.Headers.ContentType = "text/plain; charset=utf-8";
        exchange.Response.Share(Encoding.UTF8.GetBytes("Pages from elsewhere may not call AWS's APIs here. Start the emulator with --allow-host NAME if the page's host is yours.\n"));
        return false;
    }

    /// <summary>An object that a page shows. Other services take calls from a query, and change what they are told to.</summary>
    private static bool IsPicture(AwsRequest request, Service? service) => service?.Name == "s3" && request.Headers["Sec-Fetch-Dest"] == "image";

    private bool IsOfThisMachine(string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var page)) return false;
        var host = page.IdnHost;
        return host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || host.EndsWith(".localhost.localstack.cloud", StringComparison.Ordinal)
            || (IPAddress.TryParse(page.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)) || allowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
    }
}
