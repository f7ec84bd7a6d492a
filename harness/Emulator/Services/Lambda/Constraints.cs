using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>Gathers what a request says against the service model's constraints, and refuses it all at once in AWS's words.</summary>
internal sealed class Constraints
{
    private readonly List<string> _problems = [];

    public Constraints Pattern(string member, string? value, Regex pattern, string patternText)
    {
        if (value is not null && !pattern.IsMatch(value)) Add(member, value, $"Member must satisfy regular expression pattern: {patternText}");
        return this;
    }

    public Constraints Length(string member, string? value, int most)
    {
        if (value?.Length > most) Add(member, value, $"Member must have length less than or equal to {most}");
        return this;
    }

    /// <summary>A list of values that each stand in one line of a header.</summary>
    public Constraints Each(string member, IReadOnlyList<string>? values, int most, int leastLength, int mostLength)
    {
        if (values is null) return this;
        var text = $"[{string.Join(", ", values)}]";
        if (values.Count > most) Add(member, text, $"Member must have length less than or equal to {most}");
        if (values.All(v => v.Length >= leastLength && v.Length <= mostLength && HeaderText.IsValue(v))) return this;
        Add(member, text,
            $"Member must satisfy constraint: [Member must have length less than or equal to {mostLength}, Member must have length greater than or equal to {leastLength}, Member must satisfy regular expression pattern: .*]");
        return this;
    }

    public Constraints Range(string member, int? value, int least, int most)
    {
        var text = value?.ToString(CultureInfo.InvariantCulture) ?? "";
        if (value < least) Add(member, text, $"Member must have value greater than or equal to {least}");
        if (value > most) Add(member, text, $"Member must have value less than or equal to {most}");
        return this;
    }

    public Constraints OneOf(string member, string? value, params ReadOnlySpan<string> values)
    {
        if (value is not null && !values.Contains(value)) Add(member, value, $"Member must satisfy enum value set: [{string.Join(", ", values.ToArray())}]");
        return this;
    }

    public Constraints Present(string member, object? value)
    {
        if (value is null) _problems.Add($"Value null at '{member}' failed to satisfy constraint: Member must not be null");
        return this;
    }

    public void Add(string member, string value, string constraint) => _problems.Add($"Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    /// <exception cref="AwsError">ValidationException, when there is something.</exception>
    public void Check()
    {
        if (_problems.Count > 0) throw LambdaErrors.Validation(_problems);
    }

    /// <summary>Refuses members that this emulator does not know, unless they ask for nothing.</summary>
    /// <exception cref="AwsError">InvalidParameterValueException, by name.</exception>
    public static void RefuseOthers(Dictionary<string, JsonElement>? others)
    {
        foreach (var (name, value) in others ?? [])
        {
            if (AsksForSomething(value)) throw LambdaErrors.NotSupported(name);
        }
    }

    private static bool AsksForSomething(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.String => value.GetString()?.Length > 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(p => AsksForSomething(p.Value)),
        _ => true,
    };
}
