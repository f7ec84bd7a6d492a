using System.Text;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.S3.Buckets;
using TaskTracker.Emulation.Services.S3.Objects;
using TaskTracker.Emulation.Services.S3.Wire;

namespace TaskTracker.Emulation.Services.S3.Website;

/// <summary>Serves buckets as websites: index documents, error documents, redirects.</summary>
/// <param name="admit">Whether the sender of a request may read an object: of which bucket, under which key.</param>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html</remarks>
internal sealed class WebsiteDoor(S3State state, TimeProvider clock, Func<AwsRequest, string, string, Admission> admit)
{
    private const string ReasonHeader = "x-tasktracker-because";

    public Door Door => new("s3-website", request => WebsiteAddress.Of(request) is not null, ServeAsync, MaxBodyBytes: 0, IsRecorded: true);

    private ValueTask ServeAsync(Exchange exchange)
    {
        exchange.Record.Id = AnswerHeaders.NewRequestId();
        exchange.Record.Operation = "Website";
        try
        {
            if (WebsiteAddress.Of(exchange.Request) is { } address) Serve(exchange, address);
        }
        catch (AwsError refusal)
        {
            exchange.Record.ErrorCode = refusal.Code;
            ErrorPage.Write(exchange, refusal, errorDocument: null);
        }

        AnswerHeaders.Stamp(exchange);
        return ValueTask.CompletedTask;
    }

    private void Serve(Exchange exchange, WebsiteAddress address)
    {
        var request = exchange.Request;
        if (request.Method is not ("GET" or "HEAD")) throw RequestErrors.MethodNotAllowed(request.Method, "OBJECT");
        var bucket = state.Get(address.Bucket);
        switch (bucket.Settings.Website)
        {
            case WebsiteConfiguration.Redirecting(var target):
                var query = request.RawQuery.Length > 0 ? "?" + request.RawQuery : "";
                Redirect(exchange, 301, $"{target.Protocol ?? "http"}://{target.HostName}{address.RawPath}{query}");
                break;
            case WebsiteConfiguration.Serving site:
                ServePage(exchange, address, bucket, site);
                break;
            default:
                throw BucketErrors.NoSuchWebsite(bucket.Name);
        }
    }

    private void ServePage(Exchange exchange, WebsiteAddress address, Bucket bucket, WebsiteConfiguration.Serving site)
    {
        if (address.RawPath.Length == 0)
        {
            Redirect(exchange, 302, address.Root + "/");
            return;
        }

        var asked = address.Key;
        if (Routing.Find(site, asked, errorCode: null) is { } rule)
        {
            Redirect(exchange, rule.Status ?? 301, Routing.Target(rule, asked, exchange.Request, address));
            return;
        }

        try
        {
            var isFolder = asked.Length == 0 || asked.EndsWith('/');
            var found = Read(exchange, bucket, isFolder ? asked + site.IndexSuffix : asked);
            if (found is not null) ServeObject(exchange, address, found);
            else if (!isFolder && bucket.Objects.Find($"{asked}/{site.IndexSuffix}") is not null) Redirect(exchange, 302, $"{address.Root}{address.RawPath}/");
            else throw ObjectErrors.NoSuchKey(isFolder ? asked + site.IndexSuffix : asked);
        }
        catch (AwsError refusal) when (refusal.Status is 403 or 404)
        {
            ServeError(exchange, address, bucket, site, refusal);
        }
    }

    /// <returns><c>null</c> when there is no such object.</returns>
    /// <exception cref="AwsError">AccessDenied, also where there is none: strangers do not learn what a private bucket holds.</exception>
    private StoredObject? Read(Exchange exchange, Bucket bucket, string key)
    {
        var admission = admit(exchange.Request, bucket.Name, key);
        if (admission.IsGranted) return bucket.Objects.Find(key);
        exchange.Record.Decision = Requests.Decision.Denied;
        exchange.Response.Headers[ReasonHeader] = admission.Because;
        throw RequestErrors.AccessDenied();
    }

    private void ServeObject(Exchange exchange, WebsiteAddress address, StoredObject found)
    {
        if (found.Headers.RedirectLocation is { } location)
        {
            Redirect(exchange, 301, location.StartsWith('/') ? address.Root + location : location);
            return;
        }

        var headers = exchange.Request.Headers;
        string? Header(string name) => headers.TryGetValue(name, out var value) ? value.ToString() : null;
        var isUnchanged = Preconditions.Of(Header).IsUnchanged(found, clock.GetUtcNow());
        var range = isUnchanged ? null : ByteRange.Of(Header("Range"), found.SizeBytes);
        WriteObject(exchange, found, range, isUnchanged ? 304 : range is null ? 200 : 206);
    }

    private void ServeError(Exchange exchange, WebsiteAddress address, Bucket bucket, WebsiteConfiguration.Serving site, AwsError refusal)
    {
        exchange.Record.ErrorCode = refusal.Code;
        if (Routing.Find(site, address.Key, refusal.Status) is { } rule)
        {
            Redirect(exchange, rule.Status ?? 301, Routing.Target(rule, address.Key, exchange.Request, address));
            return;
        }

        AwsError? second = null;
        if (site.ErrorKey is { } key)
        {
            if (!admit(exchange.Request, bucket.Name, key).IsGranted) second = RequestErrors.AccessDenied();
            else if (bucket.Objects.Find(key) is not { } document) second = ObjectErrors.NoSuchKey(key);
            else
            {
                WriteObject(exchange, document, range: null, refusal.Status);
                ErrorPage.WriteHeaders(exchange, refusal);
                return;
            }
        }

        ErrorPage.Write(exchange, refusal, second);
    }

    private static void WriteObject(Exchange exchange, StoredObject found, ByteRange? range, int status)
    {
        var response = exchange.Response;
        response.Status = status;
        if (status != 304)
        {
            response.Share(range?.Slice(found.Content) ?? found.Content);
            found.Headers.Write(exchange);
            if (range is { } part) response.Headers.ContentRange = part.ContentRange(found.SizeBytes);
        }

        response.Headers.ETag = AnswerHeaders.Quoted(found.ETag);
        response.Headers.LastModified = AnswerHeaders.HttpDate(found.LastModified);
    }

    private static void Redirect(Exchange exchange, int status, string target)
    {
        exchange.Response.Status = status;
        exchange.Response.Headers.Location = AnswerHeaders.Location(target);
        exchange.Response.Share(Encoding.UTF8.GetBytes(""));
    }
}
