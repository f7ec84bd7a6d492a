namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Where dynalite answers otherwise, who is right, and how we know.</summary>
internal static class KnownDifferences
{
    private const string Captures = "captures of https://github.com/paritysuite/dynamodb-conformance (2026)";

    public static readonly IReadOnlyList<KnownDifference> All =
    [
        new("empty key", "embedded", Captures, (_, ours, theirs) => IsAbout(ours, "cannot contain an empty") && IsAbout(theirs, "cannot contain an empty")),
    ];

    private static bool IsAbout(Answer answer, string words) => Comparison.MessageOf(answer).Contains(words, StringComparison.Ordinal);
}
