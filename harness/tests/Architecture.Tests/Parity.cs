using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TaskTracker.Architecture.Tests;

/// <param name="Claim">The test's sentence; for a mark on a class, the class's name.</param>
public sealed record ParityMark(string Subject, string Evidence, string Source, string Claim);

/// <summary>The marks on the tests, and the page made from them.</summary>
public static class Parity
{
    public const string Page = "harness/docs/PARITY.md";

    public static IReadOnlyList<ParityMark> MarksIn(SourceTree tree) =>
    [
        .. from file in tree.Under("harness/tests")
           from attribute in file.Tree.DescendantNodes().OfType<AttributeSyntax>()
           where attribute.Name.ToString() == "Parity"
           let arguments = attribute.ArgumentList?.Arguments.Select(a => a.Expression).ToList() ?? []
           where arguments.Count == 3
           select new ParityMark(Text(arguments[0], tree), arguments[1].ToString().Split('.')[^1], Text(arguments[2], tree), ClaimOf(attribute)),
    ];

    public static string Render(IReadOnlyList<ParityMark> marks)
    {
        var page = new StringBuilder("# How close to AWS\n\nMade from the marks on the tests by `make parity`; edit those, not this page.\n");
        page.Append("Nothing here has been run on AWS unless its evidence says `VerifiedOnAws`.\n");
        foreach (var service in marks.GroupBy(m => m.Subject.Split(':', '/')[0]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Append("\n## ").Append(service.Key).Append("\n\n| what | claim | evidence | source |\n|---|---|---|---|\n");
            var rows = service.OrderBy(m => m.Subject, StringComparer.Ordinal).ThenBy(m => m.Claim, StringComparer.Ordinal);
            foreach (var mark in rows) page.Append($"| {mark.Subject[(service.Key.Length + 1)..]} | {mark.Claim} | {mark.Evidence} | {mark.Source} |\n");
        }

        return page.ToString();
    }

    private static string ClaimOf(AttributeSyntax attribute)
    {
        var name = attribute.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.Text
            ?? attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.Text ?? "";
        return name.Replace('_', ' ');
    }

    /// <exception cref="InvalidDataException">It names what is no constant of the same file or of a base class.</exception>
    private static string Text(ExpressionSyntax expression, SourceTree tree) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText.Replace("|", "\\|", StringComparison.Ordinal),
        BinaryExpressionSyntax sum => Text(sum.Left, tree) + Text(sum.Right, tree),
        IdentifierNameSyntax name when ConstantOf(name, tree) is { } value => Text(value, tree),
        _ => throw new InvalidDataException($"A mark says {expression}, which is no text."),
    };

    private static ExpressionSyntax? ConstantOf(IdentifierNameSyntax name, SourceTree tree)
    {
        var bases = name.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.BaseList?.Types.Select(t => t.Type.ToString()) ?? [];
        return tree.Under("harness/tests").Where(f => bases.Contains(f.Name)).Select(f => f.Tree).Prepend(name.SyntaxTree.GetRoot())
            .SelectMany(root => root.DescendantNodes().OfType<VariableDeclaratorSyntax>()).FirstOrDefault(v => v.Identifier.Text == name.Identifier.Text)?.Initializer?.Value;
    }
}
