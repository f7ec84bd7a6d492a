using System.Security.Cryptography;

namespace TaskTracker.Emulation.Protocols.SigV4;

/// <summary>What a signature covers of the body: its hash, or a word that says why not.</summary>
internal static class PayloadHash
{
    public const string Unsigned = "UNSIGNED-PAYLOAD";
    private const string StreamingPrefix = "STREAMING-";

    /// <exception cref="SignatureRefused">The header names another hash than the body has.</exception>
    public static string Of(AwsRequest request, Signature signature)
    {
        if (signature.Service != "s3") return Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));

        // Whoever makes a URL does not know the body yet. A header that comes with it was not signed, and S3 lets it pass.
        if (signature.IsPresigned) return request.Query["X-Amz-Content-Sha256"] ?? Unsigned;
        var declared = request.Headers["x-amz-content-sha256"].ToString();
        if (declared is Unsigned || declared.StartsWith(StreamingPrefix, StringComparison.Ordinal)) return declared;
        var actual = Convert.ToHexStringLower(SHA256.HashData(request.Body.Span));
        if (declared.Length > 0 && declared != actual) throw new SignatureRefused(AuthFailure.PayloadMismatch, actual);
        return actual;
    }
}
