using System.Net;
using System.Text;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>Answers only for names that cannot have been rebound to this machine by a foreign page.</summary>
internal sealed class CheckHost(IReadOnlyList<string> allowedHosts)
{
    private static readonly string[] Suffixes = [".localhost", ".localhost.localstack.cloud", ".amazonaws.com"];

    public bool Admits(Exchange exchange)
    {
        var host = exchange.Request.HostName;
        if (IsKnown(host)) return true;
        exchange.Response.Status = 403;
        exchange.Response.Headers.ContentType = "text/plain; charset=utf-8";
        exchange.Response.Share(Encoding.UTF8.GetBytes(host.Length == 0
            ? "The emulator answers only for host names that it knows, and this request has none: send a Host header, such as that of its URL.\n"
            : $"The emulator does not answer for the host name '{host}'. Start it with --allow-host {host} if that name is yours.\n"));
        return false;
    }

    private bool IsKnown(string host)
    {
        if (host == "localhost") return true;
        foreach (var suffix in Suffixes)
        {
            if (host.EndsWith(suffix, StringComparison.Ordinal)) return true;
        }

        return host == "localhost.localstack.cloud" || IPAddress.TryParse(host, out _) || allowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
    }
}
