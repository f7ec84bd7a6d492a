using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.S3.Wire;

/// <summary>Headers that every answer carries, and how values are put into headers.</summary>
internal static class AnswerHeaders
{
    private static readonly SearchValues<char> Printable = SearchValues.Create(string.Concat(Enumerable.Range(0x20, 0x5F).Select(c => (char)c)));

    /// <summary>Of this process, as AWS's is of the machine that answered.</summary>
    public static string HostId { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(56));

    /// <summary>Sixteen characters, as AWS's are.</summary>
    public static string NewRequestId() => RequestIds.Of("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 16);

    public static void Stamp(Exchange exchange)
    {
        var headers = exchange.Response.Headers;
        headers["x-amz-id-2"] = HostId;
        headers["x-amz-request-id"] = exchange.RequestId;
        headers.Server = "AmazonS3";
    }

    public static string HttpDate(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);

    public static string Quoted(string etag) => $"\"{etag}\"";

    /// <summary>Text beyond ASCII is answered as RFC 2047 writes it.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html</remarks>
    public static string Ascii(string value) =>
        value.AsSpan().ContainsAnyExcept(Printable) ? $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=" : value;

    /// <summary>A redirect's target: what is beyond ASCII is percent-encoded, all else stays as it is.</summary>
    public static string Location(string target)
    {
        if (!target.AsSpan().ContainsAnyExcept(Printable)) return target;
        var encoded = new StringBuilder(target.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(target))
        {
            if (value is > 0x20 and < 0x7F) encoded.Append((char)value);
            else encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }
}
