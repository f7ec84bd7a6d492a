using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TaskTracker.Architecture.Tests;

/// <param name="Path">Relative to the root, with forward slashes.</param>
public sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<SyntaxNode> _tree = new(() => CSharpSyntaxTree.ParseText(Text).GetRoot());

    public SyntaxNode Tree => _tree.Value;

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public int Lines => Text.AsSpan().TrimEnd().Count('\n') + 1;

    public bool IsTest => Path.Contains(".Tests/", StringComparison.Ordinal) || Path.StartsWith("harness/tests/", StringComparison.Ordinal) || Path.StartsWith("frontend/tests/", StringComparison.Ordinal);
}

/// <summary>The files of the checkout that the tests run in.</summary>
public sealed class SourceTree
{
    private static readonly string[] Skipped = ["bin", "obj", "dist", "reports", "node_modules", ".git", ".tasktracker"];

    public SourceTree()
    {
        Root = FindRoot(AppContext.BaseDirectory);
        All = [.. Walk(Root).Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        CSharp = [.. All.Where(p => p.EndsWith(".cs", StringComparison.Ordinal)).Select(p => new SourceFile(p, File.ReadAllText(Path.Combine(Root, p))))];
    }

    public string Root { get; }

    /// <summary>Every file, relative to the root.</summary>
    public IReadOnlyList<string> All { get; }

    public IReadOnlyList<SourceFile> CSharp { get; }

    public IEnumerable<SourceFile> Under(string folder) => CSharp.Where(f => f.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder)) yield return file;
        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            if (Skipped.Contains(Path.GetFileName(child))) continue;
            foreach (var file in Walk(child)) yield return file;
        }
    }

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TaskTracker.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No TaskTracker.sln above {from}.");
    }
}
