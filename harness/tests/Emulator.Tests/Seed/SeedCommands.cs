using TaskTracker.Emulation.Tests.Seed.Chapters;

namespace TaskTracker.Emulation.Tests.Seed;

/// <summary>The seed's commands in its order, then those that its flows lead to.</summary>
public static class SeedCommands
{
    public static IReadOnlyList<SeedChapter> Chapters { get; } =
    [
        .. Installation.Chapters, .. Trying.Chapters, .. Watching.Chapters, .. Troubleshooting.Chapters, .. Afterwards.Chapters,
        RestApiByHand.Chapter, Further.Chapter,
    ];

    public static IReadOnlyList<SeedCommand> All { get; } = [.. Chapters.SelectMany(c => c.Commands)];
}
