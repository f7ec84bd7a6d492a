using System.Globalization;
using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The rules on batches and transactions as a whole.</summary>
/// <remarks>Source: tests/tier3/error-messages of https://github.com/nubo-db/dynamodb-conformance (2026).</remarks>
internal static class ManyConstraints
{
    public const string Duplicates = "Provided list of item keys contains duplicates";

    /// <exception cref="AwsError">ValidationException: nothing was asked for.</exception>
    public static void RequireItems(int? count, string operation)
    {
        if (count is null or 0) throw DynamoDbErrors.Validation($"The requestItems parameter is required for {operation}");
    }

    public static void Tables(ref this Constraints constraints, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var one = new Constraints();
            one.TableName(name, "");
            if (!one.IsBroken) continue;
            constraints.Add($"Value '{{{name}}}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: "
                + "[Member must have length less than or equal to 255, Member must have length greater than or equal to 3, "
                + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]");
        }
    }

    /// <remarks>AWS shows the whole list in Java's words; this says how long it is.</remarks>
    public static void Transaction(ref this Constraints constraints, IReadOnlyList<SentPart>? parts)
    {
        constraints.NotNull(parts, "transactItems");
        if (parts is { Count: 0 }) constraints.Add("Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1");
        if (parts is not { Count: > 100 }) return;
        constraints.Add(string.Create(CultureInfo.InvariantCulture,
            $"Value '[{parts.Count} items]' at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100"));
    }

    /// <summary>A key such that two are equal when they name the same attributes with the same values.</summary>
    public static string Canonical(ReadOnlySpan<byte> key)
    {
        var entries = new List<string>();
        var attributes = new AttributeEnumerator(key);
        while (attributes.MoveNext()) entries.Add(Encoding.UTF8.GetString(attributes.Entry));
        return string.Join(',', entries.Order(StringComparer.Ordinal));
    }
}
