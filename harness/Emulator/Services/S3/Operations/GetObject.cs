using System.Globalization;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.S3.Objects;
using TaskTracker.Emulation.Services.S3.Wire;

namespace TaskTracker.Emulation.Services.S3.Operations;

/// <param name="Range">The header as sent.</param>
/// <param name="PartNumber">One of the parts that the object was uploaded in.</param>
/// <param name="Overrides">Headers of the answer that take the place of the object's own.</param>
internal sealed record GetObjectRequest(
    string Bucket, string Key, Preconditions Conditions, string? Range, int? PartNumber, bool WantsChecksum,
    IReadOnlyList<KeyValuePair<string, string>> Overrides)
    : IS3Request<GetObjectRequest>
{
    private const string OverridePrefix = "response-";

    private static readonly string[] Overridable = ["Content-Type", "Content-Language", "Expires", "Cache-Control", "Content-Disposition", "Content-Encoding"];

    private static readonly string[] KnownQuery = ["partNumber", .. Overridable.Select(h => OverridePrefix + h)];

    public static GetObjectRequest Read(S3Request request)
    {
        request.RefuseOthers(["x-amz-checksum-mode"], KnownQuery);
        var range = request.Header("Range");
        var part = request.Number("partNumber", int.MaxValue);
        if (range is not null && part is not null) throw RequestErrors.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
        var wantsChecksum = request.Header("x-amz-checksum-mode")?.Equals("ENABLED", StringComparison.OrdinalIgnoreCase) == true;
        return new GetObjectRequest(
            request.Bucket, request.Key, Preconditions.Of(request.Header), range, part, wantsChecksum,
            [.. Overridable.SelectMany(h => OverrideOf(request, h))]);
    }

    private static IEnumerable<KeyValuePair<string, string>> OverrideOf(S3Request request, string header)
    {
        var name = OverridePrefix + header.ToLowerInvariant();
        return request.Query(name) is { } value ? [new(header, S3Request.HeaderText(name, value))] : [];
    }
}

/// <param name="Range">The part that is sent; <c>null</c> for the whole.</param>
internal sealed record GetObjectResponse(
    StoredObject Object, ByteRange? Range, bool IsUnchanged, bool WithParts, bool WithChecksum, IReadOnlyList<KeyValuePair<string, string>> Overrides)
    : IS3Response
{
    public void Write(Exchange exchange)
    {
        WriteHead(exchange);
        if (!IsUnchanged) exchange.Response.Share(Range?.Slice(Object.Content) ?? Object.Content);
    }

    /// <summary>Everything but the content; its length is announced.</summary>
    public void WriteHead(Exchange exchange)
    {
        var headers = exchange.Response.Headers;
        headers.LastModified = AnswerHeaders.HttpDate(Object.LastModified);
        headers.ETag = AnswerHeaders.Quoted(Object.ETag);
        headers.AcceptRanges = "bytes";
        headers["x-amz-server-side-encryption"] = "AES256";
        exchange.Response.Status = IsUnchanged ? 304 : Range is null ? 200 : 206;
        if (IsUnchanged) return;
        Object.Headers.Write(exchange);
        foreach (var (name, value) in Overrides) headers[name] = AnswerHeaders.Ascii(value);
        if (WithChecksum && Range is null) Object.Checksum.WriteHeaders(exchange);
        if (WithParts) headers["x-amz-mp-parts-count"] = Math.Max(1, Object.PartSizes.Length).ToString(CultureInfo.InvariantCulture);
        if (Range is { } range) headers.ContentRange = range.ContentRange(Object.SizeBytes);
        exchange.Response.ContentLength = Range?.Length ?? Object.SizeBytes;
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html</remarks>
internal static class GetObject
{
    public static GetObjectResponse Execute(S3State state, TimeProvider clock, GetObjectRequest request)
    {
        var found = state.GetObject(request.Bucket, request.Key);
        var isUnchanged = request.Conditions.IsUnchanged(found, clock.GetUtcNow());

        // Last, as RFC 9110 § 13.2.2 has it: who has the object already asks for no part of it.
        var range = isUnchanged ? null : request.PartNumber is { } number ? PartOf(found, number) : ByteRange.Of(request.Range, found.SizeBytes);
        var withParts = request.PartNumber is not null && found.PartSizes.Length > 0;
        return new GetObjectResponse(found, range, isUnchanged, withParts, request.WantsChecksum, request.Overrides);
    }

    private static ByteRange PartOf(StoredObject found, int number)
    {
        var count = Math.Max(1, found.PartSizes.Length);
        if (number < 1 || number > count) throw ObjectErrors.InvalidPartNumber(number, count);
        return found.PartSizes.Length == 0
            ? new ByteRange(0, found.SizeBytes)
            : new ByteRange(found.PartSizes.Take(number - 1).Sum(), found.PartSizes[number - 1]);
    }
}
