using System.CommandLine;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker load</c>: how fast, made of what, worse than before, at what cost.</summary>
internal static class LoadCommand
{
    public static Command Create(Output output) => new("load", "Measures the deployed product, and compares what was measured.")
    {
        LoadRunCommand.Create(output),
        LoadCompareCommand.Create(output),
        LoadMergeCommand.Create(output),
    };
}
