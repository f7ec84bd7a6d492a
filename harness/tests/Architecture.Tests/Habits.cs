using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TaskTracker.Architecture.Tests;

public sealed partial class Habits(SourceTree tree) : IClassFixture<SourceTree>
{
    /// <summary>Places that may catch everything, each an edge of the process.</summary>
    private static readonly Dictionary<string, string> Edges = new()
    {
        ["harness/Emulator/Pipeline/RequestPipeline.cs"] = "a bug in a service is answered as such and logged",
        ["harness/Emulator/Requests/VirtualClock.cs"] = "a bug in what a timer does is logged and does not end the process",
        ["harness/Emulator/Services/CloudFormation/Stacks/ResourceSteps.cs"] = "a bug in a resource type fails its stack and is logged",
        ["harness/Cli/CommandLine.cs"] = "a bug in a command is told in one message",
        ["functions/TaskTracker.Functions/Program.cs"] = "a bug in a handler is reported to Lambda",
    };

    /// <summary>What is spelled in one file only: pattern, and the file.</summary>
    public static TheoryData<string, string> OneHome => new()
    {
        { "\"arn:aws:", "harness/Emulator/Protocols/AwsScope.cs" },
    };

    [Theory]
    [MemberData(nameof(OneHome))]
    public void There_is_one_way_of_doing_it(string pattern, string home)
    {
        var elsewhere = tree.CSharp
            .Where(f => f.Path != home && !f.IsTest && f.Path.StartsWith("harness/Emulator/", StringComparison.Ordinal))
            .Where(f => f.Text.Contains(pattern, StringComparison.Ordinal))
            .Select(f => f.Path);

        Assert.Empty(elsewhere);
    }

    [Fact]
    public void A_name_says_what_the_thing_is()
    {
        var vague = tree.CSharp.Select(f => f.Path).Where(p => VagueName().IsMatch(p));

        Assert.Empty(vague);
    }

    [Fact]
    public void Everything_is_caught_only_at_the_edges()
    {
        var catchers =
            from file in tree.CSharp
            where !file.IsTest && !Edges.ContainsKey(file.Path)
            from clause in file.Tree.DescendantNodes().OfType<CatchClauseSyntax>()
            where clause.Declaration is null or { Type: IdentifierNameSyntax { Identifier.Text: "Exception" } } && clause.Filter is null
            select $"{file.Path}:{clause.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

        Assert.Empty(catchers);
    }

    [Fact]
    public void Nothing_is_left_for_later_in_the_code()
    {
        var unfinished = tree.CSharp
            .Where(f => f.Name != nameof(Habits))
            .SelectMany(f => Unfinished().Matches(f.Text).Select(m => $"{f.Path}: {m.Value}"));

        Assert.Empty(unfinished);
    }

    [Fact]
    public void Only_the_command_line_writes_to_the_console()
    {
        var writers =
            from file in tree.CSharp
            where !file.IsTest && file.Path.StartsWith("harness/", StringComparison.Ordinal) && !IsProgramOfItsOwn(file.Path) && file.Path != "harness/Cli/Output.cs"
            from access in file.Tree.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            where access.Expression is IdentifierNameSyntax { Identifier.Text: "Console" }
            select $"{file.Path}: {access}";

        Assert.Empty(writers);
    }

    [Fact]
    public void No_class_is_split_to_hide_its_size()
    {
        var split =
            from file in tree.CSharp
            from type in file.Tree.DescendantNodes().OfType<TypeDeclarationSyntax>()
            where type.Modifiers.Any(m => m.Text == "partial")
            let space = type.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>()?.Name.ToString()
            group file.Path by $"{space}.{type.Identifier.Text}" into parts
            where parts.Distinct().Count() > 1
            select $"{parts.Key}: {string.Join(", ", parts)}";

        Assert.Empty(split);
    }

    /// <summary>Optional packages have each a small program, which is not the command line.</summary>
    private static bool IsProgramOfItsOwn(string path) => path.StartsWith("harness/optional/", StringComparison.Ordinal);

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Utility|Common|Base|Impl|Info)\.cs$")]
    private static partial Regex VagueName();

    [GeneratedRegex("TODO|FIXME|HACK|NotImplementedException")]
    private static partial Regex Unfinished();
}
