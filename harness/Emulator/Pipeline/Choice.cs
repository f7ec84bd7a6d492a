namespace TaskTracker.Emulation.Pipeline;

/// <summary>What there is, for whoever has named something else.</summary>
internal static class Choice
{
    public static string Among(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? $"There are: {list}." : "There are none.";
}
