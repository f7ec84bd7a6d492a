using System.Text.RegularExpressions;

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

    /// <summary>That it works is asserted where it belongs; here, that its name and the files it is given are still there.</summary>
    [Fact]
    public async Task What_stands_beside_a_command_is_there_to_be_typed()
    {
        var root = RootAbove(AppContext.BaseDirectory);
        var makefile = await File.ReadAllTextAsync(Path.Combine(root, "Makefile"), TestContext.Current.CancellationToken);
        var beside = string.Join('\n', SeedCommands.All.Where(c => c.Kind == SeedKind.Beside).Select(c => c.Effect));

        var (targets, verbs, files) = (Names(beside, "`make ([a-z-]+)"), Names(beside, "`tasktracker ([a-z]+)"), Names(beside, "(functions/[^`]+)"));

        Assert.All(targets, t => Assert.Contains($"\n{t}:", makefile, StringComparison.Ordinal));
        Assert.All(verbs, v => Assert.True(File.Exists(Path.Combine(root, "harness", "Cli", "Commands", $"{char.ToUpperInvariant(v[0])}{v[1..]}Command.cs")), v));
        Assert.All(files, f => Assert.True(File.Exists(Path.Combine(root, f)), f));
        Assert.True(targets.Count > 4 && verbs.Count > 1 && files.Count > 0, "The rows name what is typed here.");
    }

    private static List<string> Names(string text, string pattern) => [.. Regex.Matches(text, pattern).Select(m => m.Groups[1].Value).Distinct()];

    private static bool IsCommand(string line) => !line.StartsWith('#');

    private static string RootAbove(string folder) =>
        File.Exists(Path.Combine(folder, "TaskTracker.sln")) ? folder : RootAbove(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run inside a checkout."));
}
