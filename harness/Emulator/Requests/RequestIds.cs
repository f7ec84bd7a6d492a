using System.Diagnostics.CodeAnalysis;

namespace TaskTracker.Emulation.Requests;

/// <summary>What tells one request from another: unique, and no secret, so that it costs no call of the operating system, as several are made for each request.</summary>
[SuppressMessage("Security", "CA5394", Justification = "Nothing is protected by an id that nobody can guess.")]
internal static class RequestIds
{
    /// <summary>A UUID of version 4, such as <c>5b0c5d4e-0f7a-4c1e-9d0a-2f4b8f0f9a11</c>.</summary>
    public static string Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>Digits of lower case.</summary>
    public static string Hex(int length) => Random.Shared.GetHexString(length, lowercase: true);

    public static void Fill(Span<byte> bytes) => Random.Shared.NextBytes(bytes);

    /// <param name="letters">Of which it is made.</param>
    public static string Of(string letters, int length) => Random.Shared.GetString(letters, length);
}
