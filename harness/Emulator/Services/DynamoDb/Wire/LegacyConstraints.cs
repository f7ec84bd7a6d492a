using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The rules on members that expressions have replaced: first those of the service model, then what they may not say together.</summary>
/// <remarks>Source: recorded on AWS by the authors of https://github.com/architect/dynalite.</remarks>
internal static class LegacyConstraints
{
    private const string Invalid = "One or more parameter values were invalid: ";

    public static void Legacy(ref this Constraints constraints, LegacyParameters sent)
    {
        Operators(ref constraints, sent.Expected, "expected", isRequired: false);
        Operators(ref constraints, sent.QueryFilter, "queryFilter", isRequired: true);
        Operators(ref constraints, sent.ScanFilter, "scanFilter", isRequired: true);
        Operators(ref constraints, sent.KeyConditions, "keyConditions", isRequired: true);
        constraints.OneOf(sent.ConditionalOperator, "conditionalOperator", "OR", "AND");
        foreach (var update in sent.AttributeUpdates ?? []) constraints.OneOf(update.Action, $"attributeUpdates.{update.Name}.member.action", "ADD", "PUT", "DELETE");
        if (sent.AttributesToGet is { Count: 0 }) constraints.Add("Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than or equal to 1");
    }

    /// <summary>What is wrong with a list of attributes; <c>null</c> for nothing.</summary>
    public static string? ProblemIn(IReadOnlyList<string>? attributesToGet)
    {
        var twice = attributesToGet?.GroupBy(a => a).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : $"{Invalid}Duplicate value in attribute name: {twice.Key}";
    }

    public static string? ProblemIn(IReadOnlyList<SentUpdate>? updates, ReadOnlySpan<byte> buffer)
    {
        foreach (var update in updates ?? [])
        {
            if (update.Value is not { } value)
            {
                if (update.Action != "DELETE") return $"{Invalid}Only DELETE action is allowed when no attribute value is specified";
                continue;
            }

            if (value.Problem is not null) return value.Problem;
            var type = value.TypeIn(buffer);
            if (update.Action == "DELETE" && !type.IsSet()) return $"{Invalid}DELETE action with value is not supported for the type {type}";
            if (update.Action == "ADD" && !type.IsSet() && type is not (AttributeType.L or AttributeType.N)) return $"{Invalid}ADD action is not supported for the type {type}";
        }

        return null;
    }

    /// <summary>For filters and key conditions.</summary>
    public static string? ProblemIn(IReadOnlyList<SentCondition>? conditions, ReadOnlySpan<byte> buffer)
    {
        foreach (var condition in conditions ?? [])
        {
            foreach (var value in condition.Operands)
            {
                if (value.Problem is not null) return value.Problem;
            }

            if (ProblemOf(condition, buffer, checksTypes: true) is { } problem) return problem;
        }

        return null;
    }

    public static string? ProblemInExpected(IReadOnlyList<SentCondition>? expected, ReadOnlySpan<byte> buffer)
    {
        foreach (var condition in expected ?? [])
        {
            if ((condition.Operator is null ? ProblemWithout(condition) : ProblemWith(condition, buffer)) is { } problem) return problem;
        }

        return null;
    }

    /// <param name="count">Of the conditions that it joins; <c>null</c> when there are none at all.</param>
    public static string? ProblemWithOperator(string? conditionalOperator, int? count) =>
        conditionalOperator is null ? null
        : count is null ? "ConditionalOperator cannot be used without Filter or Expected"
        : count < 2 ? "ConditionalOperator can only be used when Filter or Expected has two or more elements"
        : null;

    private static string? ProblemWith(SentCondition condition, ReadOnlySpan<byte> buffer)
    {
        if (condition is { List: not null, Value: not null }) return $"{Invalid}Value and AttributeValueList cannot be used together for Attribute: {condition.Name}";
        if (condition.Exists is not null) return $"{Invalid}Exists and ComparisonOperator cannot be used together for Attribute: {condition.Name}";
        if (condition is { List: null, Value: null, Operator: not ("NULL" or "NOT_NULL") })
        {
            return $"{Invalid}Value or AttributeValueList must be used with ComparisonOperator: {condition.Operator} for Attribute: {condition.Name}";
        }

        return ProblemOf(condition, buffer, checksTypes: true) ?? condition.Operands.Select(v => v.Problem).FirstOrDefault(p => p is not null);
    }

    private static string? ProblemWithout(SentCondition condition)
    {
        if (condition.List is not null)
        {
            return condition.Value is not null ? $"{Invalid}Value and AttributeValueList cannot be used together for Attribute: {condition.Name}"
                : $"{Invalid}AttributeValueList can only be used with a ComparisonOperator for Attribute: {condition.Name}";
        }

        if (condition.Exists is not false && condition.Value is null)
        {
            var exists = condition.Exists is null ? "null" : "true";
            return $"{Invalid}Value must be provided when Exists is {exists} for Attribute: {condition.Name}";
        }

        if (condition is { Exists: false, Value: not null }) return $"{Invalid}Value cannot be used when Exists is false for Attribute: {condition.Name}";
        return condition.Value?.Problem;
    }

    private static string? ProblemOf(SentCondition condition, ReadOnlySpan<byte> buffer, bool checksTypes)
    {
        var values = condition.Operands;
        if (!HasRightCount(condition.Operator, values.Count)) return $"{Invalid}Invalid number of argument(s) for the {condition.Operator} ComparisonOperator";
        if (values.Count == 0 || values.Any(v => v.Problem is not null)) return null;
        var type = values[0].TypeIn(buffer);
        foreach (var value in values)
        {
            if (value.TypeIn(buffer) != type) return $"{Invalid}AttributeValues inside AttributeValueList must be of same type";
        }

        if (checksTypes && !IsComparable(condition.Operator, type)) return $"{Invalid}ComparisonOperator {condition.Operator} is not valid for {type} AttributeValue type";
        return condition.Operator == "BETWEEN" && ValueOrder.Compare(values[0].In(buffer), values[1].In(buffer)) > 0
            ? "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound"
            : null;
    }

    private static bool HasRightCount(string? name, int count) => name switch
    {
        "NULL" or "NOT_NULL" => count == 0,
        "IN" => count > 0,
        "BETWEEN" => count == 2,
        _ => count == 1,
    };

    private static bool IsComparable(string? name, AttributeType type) => name switch
    {
        "EQ" or "NE" => true,
        "BEGINS_WITH" => type is AttributeType.S or AttributeType.B,
        _ => type.IsScalarString(),
    };

    private static void Operators(ref Constraints constraints, IReadOnlyList<SentCondition>? conditions, string member, bool isRequired)
    {
        foreach (var condition in conditions ?? [])
        {
            var at = $"{member}.{condition.Name}.member.comparisonOperator";
            if (isRequired) constraints.NotNull(condition.Operator, at);
            constraints.OneOf(
                condition.Operator, at, "IN", "NULL", "BETWEEN", "LT", "NOT_CONTAINS", "EQ", "GT", "NOT_NULL", "NE", "LE", "BEGINS_WITH", "GE", "CONTAINS");
        }
    }
}
