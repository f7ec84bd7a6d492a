namespace TaskTracker.Emulation.Requests;

/// <summary>The header that carries one request's identity through every service it touches.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader</remarks>
internal static class TraceHeader
{
    public const string Name = "X-Amzn-Trace-Id";

    /// <summary><c>Root=1-{8 hex: seconds since 1970}-{24 hex}</c>.</summary>
    public static string NewRoot(DateTimeOffset now) =>
        $"1-{now.ToUnixTimeSeconds():x8}-{RequestIds.Hex(24)}";

    /// <summary>The value of <c>Root</c>, or <c>null</c>.</summary>
    public static string? RootOf(string header)
    {
        if (header.Length == 0) return null;
        var start = header.IndexOf("Root=", StringComparison.Ordinal);
        if (start < 0) return null;
        var end = header.IndexOf(';', start);
        return end < 0 ? header[(start + 5)..] : header[(start + 5)..end];
    }
}
