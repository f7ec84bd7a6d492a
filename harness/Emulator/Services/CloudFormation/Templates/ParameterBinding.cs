using System.Globalization;

namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>A parameter as a caller gives it: a value, or the one that the stack has already.</summary>
internal sealed record GivenParameter(string Name, string? Value, bool UsePrevious);

/// <summary>Which value each parameter of a template has: given, kept from the stack, or its default.</summary>
internal static class ParameterBinding
{
    /// <returns>Values in the order of the template, as texts.</returns>
    /// <exception cref="Protocols.AwsError">ValidationError, in CloudFormation's words.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Bind(
        IReadOnlyList<ParameterDeclaration> declared, IReadOnlyList<GivenParameter> given, IReadOnlyDictionary<string, string> previous)
    {
        var unknown = given.Where(g => declared.All(d => d.Name != g.Name)).Select(g => g.Name).ToList();
        if (unknown.Count > 0) throw CloudFormationErrors.Validation($"Parameters: [{string.Join(", ", unknown)}] do not exist in the template");
        var bound = declared.Select(d => KeyValuePair.Create(d, ValueOf(d, given.LastOrDefault(g => g.Name == d.Name), previous))).ToList();
        var missing = bound.Where(b => b.Value is null).Select(b => b.Key.Name).ToList();
        if (missing.Count > 0) throw CloudFormationErrors.Validation($"Parameters: [{string.Join(", ", missing)}] must have values");

        var values = new List<KeyValuePair<string, string>>();
        foreach (var (declaration, value) in bound)
        {
            if (value is null) continue;
            Check(declaration, value);
            values.Add(KeyValuePair.Create(declaration.Name, value));
        }

        return values;
    }

    /// <summary>What <c>Ref</c> of the parameter comes to: a list for list types.</summary>
    public static Value ToValue(ParameterDeclaration declaration, string text) => declaration.Type switch
    {
        "List<Number>" or "CommaDelimitedList" => new Value.List([.. Items(text).Select(Value.Of)]),
        _ => Value.Of(text),
    };

    private static string? ValueOf(ParameterDeclaration declaration, GivenParameter? given, IReadOnlyDictionary<string, string> previous)
    {
        if (given is null) return declaration.Default;
        if (!given.UsePrevious) return given.Value ?? declaration.Default;
        return previous.GetValueOrDefault(declaration.Name)
            ?? throw CloudFormationErrors.Validation($"Invalid input for parameter key {declaration.Name}. "
                + "Cannot specify usePreviousValue as true for a parameter key not in the previous template");
    }

    private static IEnumerable<string> Items(string text) => text.Length == 0 ? [] : text.Split(',').Select(item => item.Trim());

    private static void Check(ParameterDeclaration declaration, string value)
    {
        var isList = declaration.Type is "List<Number>" or "CommaDelimitedList";
        foreach (var item in isList ? Items(value) : [value])
        {
            if (Violation(declaration, item) is not { } violation) continue;
            throw CloudFormationErrors.Validation(declaration.ConstraintDescription is { } said
                ? $"Parameter '{declaration.Name}' failed to satisfy constraint: {said}"
                : $"Parameter '{declaration.Name}' {violation}");
        }
    }

    private static string? Violation(ParameterDeclaration declaration, string item)
    {
        if (declaration.AllowedValues.Count > 0 && !declaration.AllowedValues.Contains(item)) return "must be one of AllowedValues";
        if (declaration.Pattern is { } pattern && !pattern.IsMatch(item)) return $"must match pattern {pattern.Text}";
        if (declaration.MinLength is { } least && item.Length < least) return $"must contain at least {least} characters";
        if (declaration.MaxLength is { } most && item.Length > most) return $"must contain at most {most} characters";
        if (declaration.Type is not ("Number" or "List<Number>")) return null;
        if (!decimal.TryParse(item, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return "must be a number";
        if (number < declaration.MinValue) return $"must be a number not less than {declaration.MinValue}";
        return number > declaration.MaxValue ? $"must be a number not greater than {declaration.MaxValue}" : null;
    }
}
