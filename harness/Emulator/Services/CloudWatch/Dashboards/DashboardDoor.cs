using System.Globalization;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudWatch.Dashboards;

/// <summary>Dashboards as pages: <c>GET /_tasktracker/dashboards/NAME</c>, what they show at <c>…/NAME/data?minutes=60</c>.</summary>
internal sealed class DashboardDoor(DashboardsState dashboards, DashboardReading reading)
{
    private const string Path = "/_tasktracker/dashboards/";
    private const string Assets = "/_tasktracker/dashboard-page/";
    private const int UsualMinutes = 60;
    private const int MostMinutes = 15 * 24 * 60;

    /// <summary>Nothing but what this origin serves.</summary>
    private const string ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["dashboard.js"] = "text/javascript; charset=utf-8",
        ["chart.js"] = "text/javascript; charset=utf-8",
        ["uPlot.iife.min.js"] = "text/javascript; charset=utf-8",
        ["dashboard.css"] = "text/css; charset=utf-8",
        ["uPlot.min.css"] = "text/css; charset=utf-8",
    };

    public Door Door => new("tasktracker", Owns, ServeAsync, MaxBodyBytes: 4096, IsRecorded: false);

    private static bool Owns(AwsRequest request) =>
        request.RawPath.StartsWith(Path, StringComparison.Ordinal) || request.RawPath.StartsWith(Assets, StringComparison.Ordinal);

    private ValueTask ServeAsync(Exchange exchange)
    {
        var request = exchange.Request;
        if (!SameOrigin.Admits(request)) Fail(exchange, 403, "Pages of other origins may not look at dashboards.");
        else if (request.Method != "GET") Fail(exchange, 405, "Dashboards are only looked at here.");
        else if (request.RawPath.StartsWith(Assets, StringComparison.Ordinal)) ServeAsset(exchange, request.RawPath[Assets.Length..]);
        else Serve(exchange, request.RawPath[Path.Length..].Split('/'));
        return ValueTask.CompletedTask;
    }

    private void Serve(Exchange exchange, string[] parts)
    {
        var dashboard = dashboards.Find(Uri.UnescapeDataString(parts[0]));
        if (dashboard is null || parts is not ([_] or [_, "data"]))
        {
            Fail(exchange, 404, $"There is no such dashboard. {Choice.Among(dashboards.Dashboards.Select(d => d.Name))}");
            return;
        }

        if (parts.Length == 1)
        {
            ServeFile(exchange, "dashboard.html", "text/html; charset=utf-8");
            return;
        }

        var minutes = int.TryParse(exchange.Request.Query["minutes"], CultureInfo.InvariantCulture, out var wanted) ? Math.Clamp(wanted, 5, MostMinutes) : UsualMinutes;
        Head(exchange, "application/json");
        JsonBody.Write(reading.Read(dashboard, minutes), DashboardViewJson.Default.DashboardView, exchange.Response);
    }

    private static void ServeAsset(Exchange exchange, string name)
    {
        if (Types.TryGetValue(name, out var type)) ServeFile(exchange, name, type);
        else Fail(exchange, 404, "There is no such file.");
    }

    private static void ServeFile(Exchange exchange, string name, string type)
    {
        using var file = typeof(DashboardDoor).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        var content = new byte[file.Length];
        file.ReadExactly(content);
        Head(exchange, type);
        exchange.Response.Share(content);
    }

    private static void Fail(Exchange exchange, int status, string message)
    {
        exchange.Response.Status = status;
        Head(exchange, "text/plain; charset=utf-8");
        exchange.Response.Share(System.Text.Encoding.UTF8.GetBytes(message + "\n"));
    }

    private static void Head(Exchange exchange, string type)
    {
        var headers = exchange.Response.Headers;
        headers.ContentType = type;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
