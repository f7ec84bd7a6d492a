using System.Security.Cryptography;

namespace TaskTracker.Emulation.Services.Lambda.Urls;

/// <summary>An address of a function, its version or its alias.</summary>
/// <param name="Id">The first part of its host.</param>
/// <param name="AuthType"><c>NONE</c> or <c>AWS_IAM</c>.</param>
internal sealed record FunctionUrl(string Id, string AuthType, UrlCors? Cors, DateTimeOffset CreatedAt, DateTimeOffset LastModified)
{
    public static string NewId() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 32);
}

/// <summary>As the wire has it; what is absent is not allowed, and not said.</summary>
internal sealed record UrlCors(
    bool? AllowCredentials = null, IReadOnlyList<string>? AllowHeaders = null, IReadOnlyList<string>? AllowMethods = null, IReadOnlyList<string>? AllowOrigins = null,
    IReadOnlyList<string>? ExposeHeaders = null, int? MaxAge = null);
