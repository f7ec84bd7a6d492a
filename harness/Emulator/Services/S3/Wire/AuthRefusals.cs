using System.Globalization;
using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Services.S3.Wire;

/// <summary>What S3 says to a caller whose signature it does not accept.</summary>
/// <remarks>
/// Recorded from AWS for presigned URLs; headers that are not signed as users of AWS quote it; the others: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
/// </remarks>
internal static class AuthRefusals
{
    private const string QueryV4Parts = "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, "
        + "X-Amz-SignedHeaders, and X-Amz-Expires parameters.";

    public static AwsError Of(AuthFailure failure, string detail, Exchange exchange, AwsScope scope, TimeSpan maxSkew)
    {
        var request = exchange.Request;
        return failure switch
        {
            AuthFailure.MissingToken => QueryV2.IsHalfSigned(request) ? HalfSigned() : RequestErrors.AccessDenied(),
            AuthFailure.IncompleteSignature => Incomplete(request, detail),
            AuthFailure.UnsignedHeaders => new(403, "AccessDenied", "There were headers present in the request which were not signed")
            {
                Members = [new("HeadersNotSigned", detail)],
            },
            AuthFailure.UnknownKey => new(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
            {
                Members = [new("AWSAccessKeyId", detail)],
            },
            AuthFailure.InvalidToken => new(400, "InvalidToken", "The provided token is malformed or otherwise invalid."),
            AuthFailure.ExpiredToken => new(400, "ExpiredToken", "The provided token has expired."),
            AuthFailure.SignatureMismatch => exchange.Signature is { } signature ? Mismatch(request, signature) : Mismatch(QueryV2.Of(request)),
            AuthFailure.Expired => Expired(request, exchange.Signature, maxSkew),
            AuthFailure.WrongScope => WrongScope(exchange.Signature, scope, detail),
            AuthFailure.PayloadMismatch => new(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.")
            {
                Members =
                [
                    new("ClientComputedContentSHA256", request.Headers["x-amz-content-sha256"].ToString()), new("S3ComputedContentSHA256", detail),
                ],
            },
            _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, null),
        };
    }

    /// <summary>A signature that another secret, another request or another chunk would have.</summary>
    public static AwsError Mismatch() => new(403, "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.");

    private static AwsError HalfSigned() =>
        new(403, "AccessDenied", "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");

    private static AwsError Incomplete(AwsRequest request, string detail)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            var isAboutExpiry = detail.StartsWith("X-Amz-Expires", StringComparison.Ordinal);
            return new AwsError(400, "AuthorizationQueryParametersError", isAboutExpiry ? detail : QueryV4Parts);
        }

        return header.StartsWith(Signature.Algorithm, StringComparison.Ordinal)
            ? new AwsError(400, "AuthorizationHeaderMalformed", $"The authorization header is malformed; {detail}")
            : RequestErrors.InvalidRequest("The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    private static AwsError Mismatch(AwsRequest request, Signature signature)
    {
        using var buffer = new PooledBuffer();
        CanonicalRequest.Write(buffer, request.Method, request.RawPath, request.RawQuery, request.Headers, signature.SignedHeaders,
            PayloadHash.Of(request, signature), encodePathTwice: false);
        var canonical = Encoding.UTF8.GetString(buffer.WrittenSpan);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(buffer.WrittenSpan));
        var toSign = $"{Signature.Algorithm}\n{signature.Date}\n{signature.Scope}\n{hash}";
        return Mismatch(signature.AccessKeyId, toSign, signature.Hex,
            [new("CanonicalRequest", canonical), new("CanonicalRequestBytes", Bytes(canonical))]);
    }

    private static AwsError Mismatch(QueryV2Signature? signature) =>
        signature is null ? Mismatch() : Mismatch(signature.AccessKeyId, signature.StringToSign, signature.Base64, []);

    private static AwsError Mismatch(string key, string toSign, string given, KeyValuePair<string, string>[] further)
    {
        var plain = Mismatch();
        return new AwsError(plain.Status, plain.Code, plain.Message)
        {
            Members =
            [
                new("AWSAccessKeyId", key), new("StringToSign", toSign), new("SignatureProvided", given), new("StringToSignBytes", Bytes(toSign)), .. further,
            ],
        };
    }

    private static AwsError Expired(AwsRequest request, Signature? signature, TimeSpan maxSkew)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (signature is null)
        {
            var expires = QueryV2.Of(request)?.ExpiresAt ?? default;
            return new AwsError(403, "AccessDenied", "Request has expired") { Members = [new("Expires", S3Xml.Text(expires)), new("ServerTime", S3Xml.Text(now))] };
        }

        var signedAt = DateTimeOffset.ParseExact(signature.Date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (signature.ExpiresSeconds is { } seconds) return ExpiredUrl(signedAt, TimeSpan.FromSeconds(seconds), now);
        return new AwsError(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.")
        {
            Members =
            [
                new("RequestTime", signature.Date), new("ServerTime", S3Xml.Text(now)),
                new("MaxAllowedSkewMilliseconds", maxSkew.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)),
            ],
        };
    }

    /// <remarks>One of the future as users of AWS quote it, with its time in milliseconds.</remarks>
    private static AwsError ExpiredUrl(DateTimeOffset signedAt, TimeSpan validFor, DateTimeOffset now)
    {
        var isEarly = signedAt > now;
        var expires = validFor < DateTimeOffset.MaxValue - signedAt ? signedAt + validFor : DateTimeOffset.MaxValue;
        var (name, value) = isEarly ? ("X-Amz-Date", signedAt.ToUnixTimeMilliseconds()) : ("X-Amz-Expires", (long)validFor.TotalSeconds);
        return new AwsError(403, "AccessDenied", isEarly ? "Request is not yet valid" : "Request has expired")
        {
            Members = [new(name, value.ToString(CultureInfo.InvariantCulture)), new("Expires", S3Xml.Text(expires)), new("ServerTime", S3Xml.Text(now))],
        };
    }

    private static AwsError WrongScope(Signature? signature, AwsScope scope, string detail)
    {
        if (signature is null) return RequestErrors.InvalidRequest(detail);
        var code = signature.IsPresigned ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed";
        var where = signature.IsPresigned ? "Error parsing the X-Amz-Credential parameter" : "The authorization header is malformed";
        if (signature.Service != "s3") return new AwsError(400, code, $"{where}; incorrect service \"{signature.Service}\". This endpoint belongs to \"s3\".");
        if (signature.Region == scope.Region) return new AwsError(400, code, $"{where}; {detail}");
        return new AwsError(400, code, $"{where}; the region '{signature.Region}' is wrong; expecting '{scope.Region}'")
        {
            Members = [new("Region", scope.Region)],
        };
    }

    private static string Bytes(string text) => BitConverter.ToString(Encoding.UTF8.GetBytes(text)).Replace('-', ' ').ToLowerInvariant();
}
