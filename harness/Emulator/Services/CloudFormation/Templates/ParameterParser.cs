using System.Globalization;

namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>One member of the Parameters section.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html</remarks>
internal sealed class ParameterParser(TemplateProblems problems, Entry entry)
{
    private static readonly string[] Types = ["String", "Number", "List<Number>", "CommaDelimitedList"];

    private static readonly string[] Attributes =
    [
        "Type", "Default", "Description", "AllowedValues", "AllowedPattern", "MinLength", "MaxLength", "MinValue", "MaxValue", "ConstraintDescription",
        "NoEcho",
    ];

    private readonly Node.Map _map = entry.Value as Node.Map ?? new Node.Map([], entry.Value.At);

    public ParameterDeclaration Parse()
    {
        foreach (var other in _map.Entries.Where(e => !Attributes.Contains(e.Key)))
        {
            problems.Add($"Template format error: Invalid template parameter property '{other.Key}'", other.KeyAt);
        }

        var type = Text("Type");
        if (type is null) problems.Add($"Template format error: Every Parameters object must contain a Type member. [/Parameters/{entry.Key}]", entry.KeyAt);
        else if (!Types.Contains(type))
        {
            problems.Add($"Template format error: Unrecognized parameter type: {type}. Supported here: {string.Join(", ", Types)}", _map["Type"]?.At);
        }
        return new ParameterDeclaration(
            entry.Key, type ?? "String", Text("Default"), Text("Description"), AllowedValues(), Pattern(), Number("MinLength"),
            Number("MaxLength"), Number("MinValue"), Number("MaxValue"), Text("ConstraintDescription"), NoEcho: Text("NoEcho") == "true");
    }

    private string? Text(string attribute)
    {
        switch (_map[attribute])
        {
            case null:
                return null;
            case Node.Scalar { Kind: not ScalarKind.Null } scalar:
                return scalar.Text;
            case var other:
                problems.Add($"Template format error: Every {attribute} member must be a string. [/Parameters/{entry.Key}]", other.At);
                return null;
        }
    }

    private decimal? Number(string attribute)
    {
        if (Text(attribute) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)) return number;
        problems.Add($"Template format error: Parameter '{entry.Key}' {attribute} must be a number.", _map[attribute]?.At);
        return null;
    }

    private JavaPattern? Pattern()
    {
        if (Text("AllowedPattern") is not { } text) return null;
        if (JavaPattern.Read(text) is { } pattern) return pattern;
        problems.Add($"Template format error: Parameter '{entry.Key}' AllowedPattern {text} is no regular expression that can be used here.", _map["AllowedPattern"]?.At);
        return null;
    }

    private List<string> AllowedValues()
    {
        if (_map["AllowedValues"] is not { } node) return [];
        if (node is Node.List { Items: var items } && items.All(i => i is Node.Scalar)) return [.. items.OfType<Node.Scalar>().Select(s => s.Text)];
        problems.Add($"Template format error: Every AllowedValues member must be a list. [/Parameters/{entry.Key}]", node.At);
        return [];
    }
}
