using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TaskTracker.Architecture.Tests;

/// <summary>State that a restart would lose is found here: every commit point has rows, and the rows know every kind of its changes.</summary>
public sealed partial class Durability(SourceTree tree) : IClassFixture<SourceTree>
{
    private IEnumerable<SourceFile> Emulator => tree.Under("harness/Emulator");

    private IReadOnlyList<string> Changes =>
        [.. Emulator.SelectMany(f => NewCommitPoint().Matches(f.Text)).Select(m => m.Groups["change"].Value).Distinct()];

    [Fact]
    public void Every_commit_point_is_kept_in_the_data_directory()
    {
        var lost = Changes.Where(change => RowsOf(change) is not { } rows || !IsRegistered(rows));

        // What to do: harness/Emulator/Journal/README.md.
        Assert.NotEmpty(Changes);
        Assert.Empty(lost);
    }

    [Fact]
    public void Rows_know_every_kind_of_change()
    {
        var unknown =
            from change in Changes
            let rows = RowsOf(change)
            where rows is not null
            from kind in KindsOf(change)
            where !rows.Text.Contains($"{change}.{kind}", StringComparison.Ordinal)
            select $"{rows.Path} does not know {change}.{kind}";

        Assert.Empty(unknown);
    }

    /// <summary>The file that says how changes of that family are kept: a <c>StateRows</c>, or a <c>DurableState</c> of the service's own.</summary>
    private SourceFile? RowsOf(string change) =>
        Emulator.FirstOrDefault(f => f.Text.Contains($": StateRows<{change}>(", StringComparison.Ordinal))
        ?? Emulator.FirstOrDefault(f => f.Text.Contains(": DurableState(\"", StringComparison.Ordinal) && f.Text.Contains(change + " ", StringComparison.Ordinal));

    private bool IsRegistered(SourceFile rows) => Emulator.Any(f => f.Path != rows.Path && f.Text.Contains($"new {rows.Name}(", StringComparison.Ordinal));

    private IEnumerable<string> KindsOf(string change) =>
        from file in Emulator
        from kind in file.Tree.DescendantNodes().OfType<RecordDeclarationSyntax>()
        where kind.BaseList?.Types.Any(t => t.Type.ToString() == change) == true && kind.Parent is RecordDeclarationSyntax
        select kind.Identifier.Text;

    [GeneratedRegex(@"new CommitPoint<(?<change>\w+)>\(")]
    private static partial Regex NewCommitPoint();
}
