using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>Collects the constraints of the service model that a request breaks, to refuse them all in one message.</summary>
internal ref partial struct Constraints
{
    /// <summary>AWS names no more than these.</summary>
    private const int Most = 10;

    private List<string>? _broken;

    public readonly bool IsBroken => _broken is not null;

    public readonly void ThrowIfBroken()
    {
        if (_broken is null) return;
        var errors = _broken.Count == 1 ? "1 validation error" : string.Create(CultureInfo.InvariantCulture, $"{_broken.Count} validation errors");
        throw DynamoDbErrors.Validation($"{errors} detected: {string.Join("; ", _broken)}");
    }

    /// <param name="at">The member as the message spells it, such as <c>tableName</c>.</param>
    public void NotNull(object? value, string at)
    {
        if (value is null) Add($"Value null at '{at}' failed to satisfy constraint: Member must not be null");
    }

    public void Range(long? value, string at, long from, long to = long.MaxValue)
    {
        if (value < from) Add($"Value '{value}' at '{at}' failed to satisfy constraint: Member must have value greater than or equal to {from}");
        if (value > to) Add($"Value '{value}' at '{at}' failed to satisfy constraint: Member must have value less than or equal to {to}");
    }

    /// <param name="allowed">In AWS's order.</param>
    public void OneOf(string? value, string at, params ReadOnlySpan<string> allowed)
    {
        if (value is null || allowed.Contains(value)) return;
        Add($"Value '{value}' at '{at}' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", allowed)}]");
    }

    public void Length(string? value, string at, int from, int to = int.MaxValue)
    {
        if (value is null) return;
        if (value.Length < from) Add($"Value '{value}' at '{at}' failed to satisfy constraint: Member must have length greater than or equal to {from}");
        if (value.Length > to) Add($"Value '{value}' at '{at}' failed to satisfy constraint: Member must have length less than or equal to {to}");
    }

    /// <summary>The name of a table, or its ARN.</summary>
    public void TableName(string? value, string at)
    {
        if (value is null || value.StartsWith("arn:", StringComparison.Ordinal)) return;
        if (!NamePattern().IsMatch(value)) Add($"Value '{value}' at '{at}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        Length(value, at, from: 3, to: 255);
    }

    public void Add(string broken)
    {
        _broken ??= [];
        if (_broken.Count < Most) _broken.Add(broken);
    }

    [GeneratedRegex("^[a-zA-Z0-9_.-]+\\z")]
    private static partial Regex NamePattern();
}
