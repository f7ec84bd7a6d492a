using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.S3.Website;

/// <summary>Who opens the bare address in a browser is led to the website behind it, where there is one alone. S3 too leads those away who ask for no bucket and do not sign.</summary>
internal sealed class FrontDoor(S3State state)
{
    public Door Door => new("s3-website", request => AsksForAPage(request) && OnlyWebsite() is not null, ServeAsync, MaxBodyBytes: 0, IsRecorded: true);

    /// <summary>Only below this name are there hosts for buckets.</summary>
    private static bool AsksForAPage(AwsRequest request) =>
        request is { Method: "GET", RawPath: "/", RawQuery: "", HostName: "localhost" } && request.Headers.Authorization.Count == 0
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private string? OnlyWebsite() => state.Buckets.Where(b => b.Settings.Website is not null).Take(2).ToList() is [var only] ? only.Name : null;

    private ValueTask ServeAsync(Exchange exchange)
    {
        exchange.Record.Operation = "Website";
        var website = OnlyWebsite();
        exchange.Response.Status = website is null ? 404 : 307;
        if (website is not null) exchange.Response.Headers.Location = $"http://{website}.s3-website.{exchange.Request.Headers.Host}/";
        return ValueTask.CompletedTask;
    }
}
