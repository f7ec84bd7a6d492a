using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TaskTracker.Architecture.Tests;

public sealed partial class Dependencies(SourceTree tree) : IClassFixture<SourceTree>
{
    private const string Services = "harness/Emulator/Services";

    /// <summary>What measures single parts of the emulator, which have no wire of their own.</summary>
    private const string OnTheInside = "loadtests/Microbench/";

    [Fact]
    public void Services_do_not_know_each_other()
    {
        var crossings =
            from file in tree.Under(Services)
            let own = file.Path.Split('/')[3]
            from used in ServicesUsedBy(file)
            where used != own
            select $"{file.Path} uses {used}";

        Assert.Empty(crossings);
    }

    [Fact]
    public void The_wire_and_the_pipeline_know_no_service()
    {
        string[] folders = ["harness/Emulator/Protocols", "harness/Emulator/Pipeline", "harness/Emulator/Requests", "harness/Emulator/Journal"];

        var crossings = folders.SelectMany(tree.Under).SelectMany(f => ServicesUsedBy(f).Select(s => $"{f.Path} uses {s}"));

        Assert.Empty(crossings);
    }

    [Fact]
    public void The_wire_does_not_know_the_pipeline()
    {
        var crossings = tree.Under("harness/Emulator/Protocols").Where(f => f.Text.Contains("Emulation.Pipeline", StringComparison.Ordinal)).Select(f => f.Path);

        Assert.Empty(crossings);
    }

    [Fact]
    public void What_is_deployed_does_not_know_where_it_runs()
    {
        var crossings = tree.All
            .Where(p => p.StartsWith("functions/", StringComparison.Ordinal) && (p.EndsWith(".cs", StringComparison.Ordinal) || p.EndsWith(".csproj", StringComparison.Ordinal)))
            .Where(p => HarnessReference().IsMatch(tree.Read(p)));

        Assert.Empty(crossings);
    }

    [Fact]
    public void The_conformance_suite_uses_the_public_wire_alone()
    {
        string[] folders = ["harness/tests/Conformance", "loadtests"];

        var crossings = folders.SelectMany(tree.Under).Where(f => !f.Path.StartsWith(OnTheInside, StringComparison.Ordinal))
            .Where(f => f.Text.Contains("TaskTracker.Emulation.Services", StringComparison.Ordinal)).Select(f => f.Path);

        Assert.Empty(crossings);
    }

    private static IEnumerable<string> ServicesUsedBy(SourceFile file) =>
        file.Tree.DescendantNodes().OfType<NameSyntax>()
            .Select(n => ServiceName().Match(n.ToString()))
            .Where(m => m.Success)
            .Select(m => m.Groups[1].Value)
            .Distinct();

    [GeneratedRegex(@"^(?:TaskTracker\.Emulation\.)?Services\.(\w+)")]
    private static partial Regex ServiceName();

    [GeneratedRegex(@"TaskTracker\.(Emulation|Emulator|Deployment|Cli|Policies)|harness/")]
    private static partial Regex HarnessReference();
}
