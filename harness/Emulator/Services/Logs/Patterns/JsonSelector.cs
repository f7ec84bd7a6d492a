using System.Globalization;
using System.Text.Json;

namespace TaskTracker.Emulation.Services.Logs.Patterns;

/// <summary>A place in an event: <c>$.users[0].id</c>.</summary>
internal sealed class JsonSelector
{
    private readonly IReadOnlyList<Step> _steps;

    private JsonSelector(string text, IReadOnlyList<Step> steps) => (Text, _steps) = (text, steps);

    public string Text { get; }

    /// <exception cref="Protocols.AwsError">InvalidParameterException: malformed.</exception>
    public static JsonSelector Read(PatternReader reader) =>
        Parse(reader.Run(c => char.IsLetterOrDigit(c) || c is '$' or '.' or '_' or '-' or '[' or ']')) ?? throw reader.Fail("a selector such as $.name is expected");

    /// <returns><c>null</c> for what is no selector.</returns>
    public static JsonSelector? Parse(string text)
    {
        if (text is not ['$', '.', ..]) return null;
        var steps = new List<Step>();
        foreach (var part in text[2..].Split('.'))
        {
            var bracket = part.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? part : part[..bracket];
            if (name.Length == 0 || name.Contains(']', StringComparison.Ordinal) || name.Contains('$', StringComparison.Ordinal)) return null;
            steps.Add(new Step(name, 0));
            if (bracket >= 0 && !ReadIndexes(part[bracket..], steps)) return null;
        }

        return new JsonSelector(text, steps);
    }

    /// <summary>What stands there; <c>null</c> for nothing.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var at = root;
        foreach (var (name, index) in _steps)
        {
            if (name is null)
            {
                if (at.ValueKind != JsonValueKind.Array || index >= at.GetArrayLength()) return null;
                at = at[index];
            }
            else if (JsonText.Member(at, name) is { } member)
            {
                at = member;
            }
            else
            {
                return null;
            }
        }

        return at;
    }

    private static bool ReadIndexes(string text, List<Step> steps)
    {
        if (text is not ['[', .., ']']) return false;
        foreach (var index in text[1..^1].Split("]["))
        {
            if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
            steps.Add(new Step(null, number));
        }

        return true;
    }

    /// <param name="Name"><c>null</c> for a place in a list.</param>
    private readonly record struct Step(string? Name, int Index);
}
