using System.Buffers;

namespace TaskTracker.Emulation.Requests;

/// <summary>The header that carries one request's identity through every service it touches, as far as it says what AWS understands.</summary>
/// <param name="Root">The trace, <c>1-{8 hex: seconds since 1970}-{24 hex}</c>; <c>null</c> where there is none.</param>
/// <param name="Parent">The caller's part of it, 16 hex digits.</param>
/// <param name="IsSampled"><c>null</c> where nobody has decided yet.</param>
/// <remarks>Source: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader</remarks>
internal readonly record struct TraceHeader(string? Root, string? Parent, bool? IsSampled)
{
    public const string Name = "X-Amzn-Trace-Id";

    private const int RootLength = 35;
    private const int ParentLength = 16;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    public static string NewRoot(DateTimeOffset now) => $"1-{now.ToUnixTimeSeconds():x8}-{RequestIds.Hex(24)}";

    /// <summary>What a client has sent. A field that is none counts as absent, and so does a parent in no trace.</summary>
    public static TraceHeader Read(string sent)
    {
        if (sent.Length == 0) return default;
        string? root = null, parent = null;
        bool? isSampled = null;
        foreach (var range in sent.AsSpan().Split(';'))
        {
            var field = sent.AsSpan(range).Trim();
            if (field.StartsWith("Root=", StringComparison.Ordinal)) root = IsRoot(field[5..]) ? field[5..].ToString() : null;
            else if (field.StartsWith("Parent=", StringComparison.Ordinal)) parent = IsHex(field[7..], ParentLength) ? field[7..].ToString() : null;
            else if (field.StartsWith("Sampled=", StringComparison.Ordinal)) isSampled = field[8..] switch { "1" => true, "0" => false, _ => null };
        }

        return new TraceHeader(root, root is null ? null : parent, isSampled);
    }

    private static bool IsRoot(ReadOnlySpan<char> text) =>
        text.Length == RootLength && text.StartsWith("1-", StringComparison.Ordinal) && IsHex(text[2..10], 8) && text[10] == '-' && IsHex(text[11..], 24);

    private static bool IsHex(ReadOnlySpan<char> text, int length) => text.Length == length && !text.ContainsAnyExcept(Hex);
}
