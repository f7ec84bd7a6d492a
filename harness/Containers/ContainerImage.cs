using TaskTracker.Deployment;

namespace TaskTracker.Containers;

/// <summary>An image that serves AWS on port 4566 as LocalStack's does, and whether it may be started without a token.</summary>
internal sealed record ContainerImage(string Name)
{
    public const string TokenVariable = "LOCALSTACK_AUTH_TOKEN";

    private static readonly Version LastWithoutToken = new(4, 14);

    /// <summary>Tags that need none though they are no numbers.</summary>
    private static readonly string[] FreeTags = ["community-archive", "4"];

    /// <summary>LocalStack's own; others, such as this emulator's, only behave like it.</summary>
    public bool IsLocalStacks => Repository.Split('/')[^1].StartsWith("localstack", StringComparison.Ordinal);

    private string Repository => Tag.Length > 0 ? Name[..^(Tag.Length + 1)] : Name.Split('@')[0];

    private string Tag => Name.Split('@')[0].Split('/')[^1].Split(':') is [_, var tag] ? tag : "";

    private bool IsPinnedByDigest => Name.Contains('@', StringComparison.Ordinal);

    /// <summary>Refuses, before anything is started, an image that would only start to say that it wants a token.</summary>
    /// <remarks>Source: https://blog.localstack.cloud/the-road-ahead-for-localstack/, from version 2026.3.0 on.</remarks>
    /// <exception cref="ContainerProblem">It needs a token, and there is none.</exception>
    public void Check(string? token)
    {
        if (!IsLocalStacks || token is { Length: > 0 } || IsPinnedByDigest || !NeedsToken) return;
        throw new ContainerProblem(
            $"The image {Name} starts only with an account: LocalStack asks for a token in every version after {LastWithoutToken}.",
            $"Set {TokenVariable} to a token of yours, or use the last version without one: --image localstack/localstack:{LastWithoutToken}.0. Nothing was started.");
    }

    private bool NeedsToken => !FreeTags.Contains(Tag)
        && !(Version.TryParse(Tag, out var version) && new Version(version.Major, version.Minor) <= LastWithoutToken);
}
