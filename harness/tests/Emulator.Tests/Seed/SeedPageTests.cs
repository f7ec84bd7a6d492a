namespace TaskTracker.Emulation.Tests.Seed;

public sealed class SeedPageTests
{
    [Fact]
    public async Task The_page_of_the_seed_says_what_its_rows_say()
    {
        var path = Path.Combine(RootAbove(AppContext.BaseDirectory), SeedPage.Path);
        var page = SeedPage.Render(SeedCommands.Chapters);

        if (Environment.GetEnvironmentVariable("WRITE_PARITY") == "1") await File.WriteAllTextAsync(path, page, TestContext.Current.CancellationToken);

        Assert.Equal(page, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    /// <summary>The seed's blocks of commands as they stand in it, comments and all, and nothing of ours.</summary>
    [Fact]
    public async Task Every_command_of_the_seed_has_its_row_in_its_order()
    {
        var seed = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Seed", "cases", "commands.sh"), TestContext.Current.CancellationToken);
        var ours = SeedCommands.All.Where(c => c.Kind is not (SeedKind.Further or SeedKind.InWords)).SelectMany(c => SeedPage.LinesOf(c.Command)).Where(IsCommand);

        Assert.Equal(SeedPage.LinesOf(seed).Where(IsCommand), ours);
    }

    [Fact]
    public async Task What_the_seed_says_in_words_is_said_there()
    {
        var seed = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Seed", "cases", "commands.sh"), TestContext.Current.CancellationToken);

        Assert.All(SeedCommands.All.Where(c => c.Command.StartsWith('#')), c => Assert.Contains(c.Command + "\n", seed, StringComparison.Ordinal));
    }

    private static bool IsCommand(string line) => !line.StartsWith('#');

    private static string RootAbove(string folder) =>
        File.Exists(Path.Combine(folder, "TaskTracker.sln")) ? folder : RootAbove(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run inside a checkout."));
}
