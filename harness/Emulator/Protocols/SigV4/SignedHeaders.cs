using Microsoft.AspNetCore.Http;

namespace TaskTracker.Emulation.Protocols.SigV4;

/// <summary>Which headers of a request its signature covers.</summary>
internal static class SignedHeaders
{
    public const string Host = "host";

    private const string Amz = "x-amz-";

    /// <summary>S3 lets it pass: of a request with a signed header it is the hash of the body, which the signature covers in any case.</summary>
    private const string PayloadHash = "x-amz-content-sha256";

    /// <param name="signedHeaders">Lower case, separated by semicolons.</param>
    public static bool Cover(ReadOnlySpan<char> signedHeaders, string name)
    {
        foreach (var range in signedHeaders.Split(';'))
        {
            if (signedHeaders[range].Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>Names of headers that change what is asked for and could have been added by anybody: the host, and those of AWS.</summary>
    /// <returns>Lower case, in the order sent; empty where all are signed.</returns>
    public static IReadOnlyList<string> Uncovered(IHeaderDictionary headers, string signedHeaders)
    {
        List<string>? uncovered = Cover(signedHeaders, Host) ? null : [Host];
        foreach (var (name, _) in headers)
        {
            if (!name.StartsWith(Amz, StringComparison.OrdinalIgnoreCase) || name.Equals(PayloadHash, StringComparison.OrdinalIgnoreCase)) continue;
            if (!Cover(signedHeaders, name)) (uncovered ??= []).Add(name.ToLowerInvariant());
        }

        return uncovered ?? [];
    }
}
