namespace TaskTracker.Cli;

/// <summary>A line of a tree, and what hangs on it.</summary>
internal sealed record Branch(string Text, params IReadOnlyList<Branch> Below);
