using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Seed;

/// <summary>What a shell said to something typed.</summary>
public sealed record Typed(string Text, int ExitCode, string Output, string Errors)
{
    /// <summary>What was typed before a correction.</summary>
    public Typed? Before { get; init; }

    public JsonNode Json => JsonNode.Parse(Output) ?? throw new InvalidDataException($"{Text}: no JSON, but '{Output}'.");

    /// <param name="path">Names and indices, such as <c>Stacks/0/StackStatus</c>.</param>
    public string this[string path] => $"{path.Split('/').Aggregate((JsonNode?)Json, (node, part) => int.TryParse(part, out var index) ? node?[index] : node?[part])}";

    public Typed Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Text}\nexit {ExitCode}\n{Output}{Errors}");
        return this;
    }
}
