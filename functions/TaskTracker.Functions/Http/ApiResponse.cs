namespace TaskTracker.Functions.Http;

/// <param name="Body">JSON in UTF-8; empty for an answer without a body.</param>
/// <param name="NextToken">Where the next page begins; null when there is none.</param>
/// <param name="EntityTag">Of what a GET answers; null for other answers.</param>
internal sealed record ApiResponse(int Status, ReadOnlyMemory<byte> Body, string? NextToken = null, string? EntityTag = null)
{
    public static readonly ApiResponse NoContent = new(204, default);
}
