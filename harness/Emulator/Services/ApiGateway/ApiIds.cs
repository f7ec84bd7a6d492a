using System.Buffers.Text;
using System.Security.Cryptography;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>Ids in the forms that API Gateway gives them.</summary>
internal static class ApiIds
{
    private const string LowerCaseAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";

    public static string Api() => RandomNumberGenerator.GetString(LowerCaseAndDigits, 10);

    /// <summary>A route or an integration.</summary>
    public static string Part() => RandomNumberGenerator.GetString(LowerCaseAndDigits, 7);

    public static string Deployment() => RandomNumberGenerator.GetString(LowerCaseAndDigits, 6);

    /// <summary>A request: 15 characters of URL-safe base64 and a padding, such as <c>JCJJxhz4PHcEJgQ=</c>.</summary>
    public static string Request() => string.Create(16, 0, static (text, _) =>
    {
        Span<byte> random = stackalloc byte[11];
        RequestIds.Fill(random);
        Base64Url.EncodeToChars(random, text);
        text[15] = '=';
    });
}
