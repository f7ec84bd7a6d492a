using System.Collections.Immutable;
using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.S3.Wire;

namespace TaskTracker.Emulation.Services.S3.Objects;

/// <summary>What is stored beside an object's content and comes back as headers: AWS's own by their names, the caller's below <c>x-amz-meta-</c>.</summary>
internal sealed record ObjectHeaders(ImmutableArray<KeyValuePair<string, string>> All)
{
    public const string MetaPrefix = "x-amz-meta-";
    public const string Redirect = "x-amz-website-redirect-location";
    private const string DefaultContentType = "binary/octet-stream";
    private const int MaxMetaBytes = 2048;

    private static readonly string[] Kept = ["Cache-Control", "Content-Disposition", "Content-Language", "Expires"];

    /// <summary>Where a website sends whoever asks for the object; <c>null</c> for the object itself.</summary>
    public string? RedirectLocation => All.FirstOrDefault(h => h.Key == Redirect).Value;

    /// <exception cref="AwsError">The caller's part is too large, or the redirect leads nowhere.</exception>
    public static ObjectHeaders Of(S3Request request)
    {
        var type = request.Header("Content-Type");
        var all = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        all.Add(new("Content-Type", string.IsNullOrEmpty(type) ? DefaultContentType : type));
        foreach (var name in Kept)
        {
            if (request.Header(name) is { Length: > 0 } value) all.Add(new(name, value));
        }

        if (ContentEncoding(request.Header("Content-Encoding")) is { Length: > 0 } encoding) all.Add(new("Content-Encoding", encoding));
        if (request.Header(Redirect) is { } location) all.Add(new(Redirect, CheckRedirect(location)));
        all.AddRange(Meta(request));
        return new ObjectHeaders(all.ToImmutable());
    }

    /// <summary>The same with another redirect or none: a copy does not take it along.</summary>
    public ObjectHeaders WithRedirect(string? location)
    {
        var others = All.RemoveAll(h => h.Key == Redirect);
        return new ObjectHeaders(location is null ? others : others.Add(new(Redirect, CheckRedirect(location))));
    }

    public void Write(Exchange exchange)
    {
        foreach (var (name, value) in All) exchange.Response.Headers[name] = AnswerHeaders.Ascii(value);
    }

    private static List<KeyValuePair<string, string>> Meta(S3Request request)
    {
        var meta = request.HeadersUnder(MetaPrefix).ToList();
        foreach (var (name, value) in meta)
        {
            // Those of a presigned URL stand in its query, where a name may be anything.
            if (!HeaderText.IsName(name)) throw RequestErrors.InvalidArgument("Header name cannot be represented.", name, value);
        }

        var size = meta.Sum(h => Encoding.UTF8.GetByteCount(h.Key) - MetaPrefix.Length + Encoding.UTF8.GetByteCount(h.Value));
        return size <= MaxMetaBytes ? meta : throw ObjectErrors.MetadataTooLarge(size, MaxMetaBytes);
    }

    /// <summary><c>aws-chunked</c> was the way of sending and is no property of the object.</summary>
    private static string ContentEncoding(string? given) => given is null ? ""
        : string.Join(',', given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(e => e != "aws-chunked"));

    private static string CheckRedirect(string location)
    {
        string[] prefixes = ["/", "http://", "https://"];
        return prefixes.Any(p => location.StartsWith(p, StringComparison.Ordinal)) ? location : throw ObjectErrors.InvalidRedirectLocation();
    }
}
