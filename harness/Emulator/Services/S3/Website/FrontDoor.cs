using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.S3.Website;

/// <summary>Who opens the bare address in a browser is led to the website that was made first. S3 too leads those away who ask for no bucket and do not sign.</summary>
internal sealed class FrontDoor(S3State state)
{
    public Door Door => new("s3-website", request => AsksForAPage(request) && FirstWebsite() is not null, ServeAsync, MaxBodyBytes: 0, IsRecorded: true);

    /// <summary>Only below this name are there hosts for buckets.</summary>
    private static bool AsksForAPage(AwsRequest request) =>
        request is { Method: "GET", RawPath: "/", RawQuery: "", HostName: "localhost" } && request.Headers.Authorization.Count == 0
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private string? FirstWebsite() => state.Buckets.Where(b => b.Settings.Website is not null).MinBy(b => (b.Settings.CreatedAt, b.Name))?.Name;

    private ValueTask ServeAsync(Exchange exchange)
    {
        exchange.Record.Operation = "Website";
        var website = FirstWebsite();
        exchange.Response.Status = website is null ? 404 : 307;
        if (website is not null) exchange.Response.Headers.Location = $"http://{website}.s3-website.{exchange.Request.Headers.Host}/";
        return ValueTask.CompletedTask;
    }
}
