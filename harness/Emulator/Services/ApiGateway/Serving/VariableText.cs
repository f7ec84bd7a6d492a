using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>Text with variables such as <c>$context.requestId</c> and <c>$stageVariables.color</c>, parsed once.</summary>
internal sealed partial class VariableText
{
    private readonly (string Before, string? Variable)[] _parts;

    private VariableText((string Before, string? Variable)[] parts) => _parts = parts;

    /// <summary>The variables without their dollar signs, in order.</summary>
    public IEnumerable<string> Variables => _parts.Where(p => p.Variable is not null).Select(p => p.Variable ?? "");

    public static VariableText Parse(string text)
    {
        var parts = new List<(string, string?)>();
        var from = 0;
        foreach (Match match in Reference().Matches(text))
        {
            parts.Add((text[from..match.Index], match.Groups["bare"] is { Success: true } bare ? bare.Value : match.Groups["braced"].Value));
            from = match.Index + match.Length;
        }

        parts.Add((text[from..], null));
        return new VariableText([.. parts]);
    }

    /// <param name="value">Of a variable; <c>null</c> for one that has none.</param>
    /// <param name="none">Stands where a variable has no value.</param>
    public string Fill<TState>(TState state, Func<string, TState, string?> value, string none)
    {
        var text = new StringBuilder();
        foreach (var (before, variable) in _parts)
        {
            text.Append(before);
            if (variable is not null) text.Append(value(variable, state) ?? none);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\$(?:(?<bare>(?:context|stageVariables)(?:\.[A-Za-z0-9_\-]+)+)|\{(?<braced>(?:context|stageVariables)(?:\.[A-Za-z0-9_\-]+)+)\})")]
    private static partial Regex Reference();
}
