namespace TaskTracker.Functions.Http;

/// <summary>A request to the API, whichever payload format carried it.</summary>
/// <param name="RequestId">Of the invocation; every answer carries it.</param>
/// <param name="TaskId">The path parameter as the client meant it (percent-decoded); empty where the route has none.</param>
/// <param name="Query">Decoded; of a repeated parameter the last value.</param>
/// <param name="IfNoneMatch">The header as it was sent; empty without one.</param>
internal sealed record ApiRequest(
    string RequestId,
    string Method,
    string Path,
    string TaskId,
    IReadOnlyDictionary<string, string> Query,
    string IfNoneMatch,
    RequestBody Body);

/// <param name="IsUtf8">False when the bytes are no text; then they are not to be read.</param>
internal readonly record struct RequestBody(ReadOnlyMemory<byte> Bytes, bool IsUtf8)
{
    public static readonly RequestBody Empty = new(default, IsUtf8: true);

    public static readonly RequestBody Unreadable = new(default, IsUtf8: false);
}
