using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TaskTracker.Functions.Http;

/// <summary>The validator of what a GET answers: whoever holds the same already is answered 304, without a body.</summary>
/// <remarks>Source: https://www.rfc-editor.org/rfc/rfc9110#name-etag and its section on If-None-Match</remarks>
internal static class EntityTag
{
    private const int HashBytes = 16;

    /// <summary>As long as any other.</summary>
    public static readonly string OfNothing = Of(new ApiResponse(200, default));

    /// <summary>Tags the answer, and leaves its body out where <paramref name="request"/> names the tag.</summary>
    public static ApiResponse Validate(ApiRequest request, ApiResponse response)
    {
        var tag = Of(response);

        return IsNamedIn(request.IfNoneMatch, tag) ? response with { Status = 304, Body = default, EntityTag = tag } : response with { EntityTag = tag };
    }

    /// <summary>The token counts too: a page that has come to be the last one is another.</summary>
    private static string Of(ApiResponse response)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(response.Body.Span);
        sha256.AppendData(Encoding.UTF8.GetBytes(response.NextToken ?? ""));
        sha256.GetHashAndReset(hash);

        return $"\"{Base64Url.EncodeToString(hash[..HashBytes])}\"";
    }

    /// <summary>Weak and strong tags compare alike here, and <c>*</c> is any.</summary>
    private static bool IsNamedIn(string header, string tag)
    {
        foreach (var range in header.AsSpan().Split(','))
        {
            var candidate = header.AsSpan(range).Trim();
            if (candidate.StartsWith("W/"))
                candidate = candidate[2..];
            if (candidate is "*" || candidate.SequenceEqual(tag))
                return true;
        }

        return false;
    }
}
