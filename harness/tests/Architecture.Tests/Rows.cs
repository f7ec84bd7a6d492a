using TaskTracker.Emulation;

namespace TaskTracker.Architecture.Tests;

/// <summary>A row or it does not exist: an operation has its row, its file, its line in the service's README and a test that says how it compares to AWS.</summary>
public sealed class Rows(SourceTree tree) : IClassFixture<SourceTree>
{
    private const string Services = "harness/Emulator/Services";

    [Fact]
    public async Task Every_operation_has_its_row_its_file_its_line_and_its_test()
    {
        await using var emulator = await Emulator.StartAsync(new EmulatorOptions(Port: 0), cancellation: TestContext.Current.CancellationToken);
        var marks = Parity.MarksIn(tree).Select(m => m.Subject).ToHashSet();
        var problems = new List<string>();

        foreach (var services in emulator.Services.GroupBy(s => s.Name))
        {
            var folder = Folder(services.Key);
            var rows = services.SelectMany(s => s.Protocol.Operations).Select(o => o.Name).ToHashSet();
            var files = tree.CSharp.Where(f => f.Path.StartsWith($"{Services}/{folder}/Operations/", StringComparison.Ordinal)).Select(f => f.Name).ToHashSet();
            var readme = tree.Read($"{Services}/{folder}/README.md");
            problems.AddRange(rows.Except(files).Select(o => $"{folder}: {o} has a row but no file Operations/{o}.cs"));
            problems.AddRange(files.Except(rows).Select(o => $"{folder}: Operations/{o}.cs has no row"));
            problems.AddRange(rows.Where(o => !readme.Contains($"`{o}`", StringComparison.Ordinal)).Select(o => $"{folder}: README.md has no line for `{o}`"));
            problems.AddRange(rows.Where(o => !marks.Contains($"{services.Key}:{o}")).Select(o => $"{folder}: no test is marked [Parity(\"{services.Key}:{o}\", …)]"));
        }

        Assert.Empty(problems);
    }

    [Fact]
    public void Every_claim_has_a_source()
    {
        var bare = Parity.MarksIn(tree).Where(m => m.Source.Length < 8).Select(m => $"{m.Subject}: {m.Claim}");

        Assert.Empty(bare);
    }

    /// <summary>With <c>WRITE_PARITY=1</c> the page is written instead of compared.</summary>
    [Fact]
    public void The_parity_page_says_what_the_tests_say()
    {
        var expected = Parity.Render(Parity.MarksIn(tree));
        var path = Path.Combine(tree.Root, Parity.Page);
        if (Environment.GetEnvironmentVariable("WRITE_PARITY") == "1") File.WriteAllText(path, expected);

        Assert.Equal(expected, File.ReadAllText(path));
    }

    private string Folder(string service) =>
        tree.All.Where(p => p.StartsWith(Services + "/", StringComparison.Ordinal)).Select(p => p.Split('/')[3]).Distinct()
            .Single(f => f.Equals(service, StringComparison.OrdinalIgnoreCase));
}
