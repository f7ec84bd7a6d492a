using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.OpenApi;

/// <summary>An object in the document that knows where it stands. Values that templates made into strings are read as what they stand for.</summary>
/// <param name="place">Such as <c>paths.'/tasks'(get)</c>; empty for the document.</param>
/// <exception cref="AwsError">BadRequestException naming the place, from every member, where a value has the wrong type.</exception>
internal sealed class OpenApiNode(JsonElement value, string place)
{
    public JsonElement Object => value.ValueKind == JsonValueKind.Object ? value : throw Wrong("", "an object");

    public string Place => place;

    public bool Has(string name) => Object.TryGetProperty(name, out _);

    public OpenApiNode? Child(string name) => Member(name) is { } member ? new OpenApiNode(member, At(name)) : null;

    public IEnumerable<OpenApiNode> Children(string name) => Member(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().Select((item, i) => new OpenApiNode(item, $"{At(name)}[{i}]")),
        _ => throw Wrong(name, "an array"),
    };

    public string? String(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw Wrong(name, "a string"),
    };

    public ImmutableArray<string>? Strings(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } one => [one.GetString() ?? ""],
        { ValueKind: JsonValueKind.Array } array when array.EnumerateArray().All(i => i.ValueKind == JsonValueKind.String) =>
            [.. array.EnumerateArray().Select(i => i.GetString() ?? "")],
        _ => throw Wrong(name, "a list of strings"),
    };

    /// <summary>The object as texts by name.</summary>
    public Dictionary<string, string> Texts() => Object.EnumerateObject().ToDictionary(m => m.Name, m => String(m.Name) ?? throw Wrong(m.Name, "a string"), StringComparer.Ordinal);

    public int? Integer(string name)
    {
        if (String(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(name, "a whole number");
    }

    public bool? Boolean(string name) => Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var flag) => flag,
        _ => throw Wrong(name, "a boolean"),
    };

    /// <exception cref="AwsError">BadRequestException naming a member besides the known ones.</exception>
    public void RefuseOthers(ReadOnlySpan<string> known)
    {
        foreach (var member in Object.EnumerateObject())
        {
            if (!known.Contains(member.Name)) throw ApiErrors.Unsupported(At(member.Name));
        }
    }

    public string At(string name) => place.Length == 0 ? name : $"{place}.{name}";

    private JsonElement? Member(string name) => Object.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private AwsError Wrong(string name, string expected) => ApiErrors.Bad($"Parse issue: attribute {(name.Length == 0 ? place : At(name))} is not {expected}");
}
