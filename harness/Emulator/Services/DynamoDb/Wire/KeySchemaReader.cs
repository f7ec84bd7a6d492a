using System.Collections.Immutable;
using System.Text;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The key that a new table or index is given.</summary>
internal static class KeySchemaReader
{
    private const string Invalid = "One or more parameter values were invalid: ";

    public static void CheckAttributes(ref Constraints constraints, TableParameters sent)
    {
        constraints.NotNull(sent.AttributeDefinitions, "attributeDefinitions");
        for (var i = 0; i < sent.AttributeDefinitions?.Count; i++)
        {
            var at = $"attributeDefinitions.{i + 1}.member";
            CheckName(ref constraints, sent.AttributeDefinitions[i].First, at);
            constraints.NotNull(sent.AttributeDefinitions[i].Second, $"{at}.attributeType");
            constraints.OneOf(sent.AttributeDefinitions[i].Second, $"{at}.attributeType", "B", "N", "S");
        }
    }

    /// <param name="at">Of the key in the request.</param>
    public static void CheckKey(ref Constraints constraints, IReadOnlyList<SentPair>? schema, string at)
    {
        constraints.NotNull(schema, at);
        if (schema is null) return;
        if (schema.Count is 0 or > 2)
        {
            var bound = schema.Count == 0 ? "greater than or equal to 1" : "less than or equal to 2";
            constraints.Add($"Value '[{string.Join(", ", schema.Select(Show))}]' at '{at}' failed to satisfy constraint: Member must have length {bound}");
        }

        for (var i = 0; i < schema.Count; i++)
        {
            var element = $"{at}.{i + 1}.member";
            CheckName(ref constraints, schema[i].First, element);
            constraints.NotNull(schema[i].Second, $"{element}.keyType");
            constraints.OneOf(schema[i].Second, $"{element}.keyType", "HASH", "RANGE");
        }
    }

    public static ImmutableArray<KeyAttribute> Attributes(TableParameters sent) =>
        [.. (sent.AttributeDefinitions ?? []).Select(a => new KeyAttribute(a.First ?? "", AttributeTypes.Parse(Encoding.UTF8.GetBytes(a.Second ?? ""))))];

    /// <exception cref="Protocols.AwsError">ValidationException: the key and the attributes do not go together.</exception>
    public static KeySchema Read(TableParameters sent, ImmutableArray<KeyAttribute> attributes)
    {
        var defined = attributes.Select(a => a.Name).ToList();
        var elements = sent.KeySchema ?? [];
        var keys = elements.Select(k => k.First ?? "").ToList();
        if (keys.Count > defined.Count) throw DynamoDbErrors.Validation("Invalid KeySchema: Some index key attribute have no definition");
        if (ProblemIn(elements, keys, defined) is { } problem) throw DynamoDbErrors.Validation(problem);
        if (sent is { LocalSecondaryIndexes: null, GlobalSecondaryIndexes: null } && keys.Count != defined.Count)
        {
            throw DynamoDbErrors.Validation(Invalid + "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
        }

        return Of(keys, attributes);
    }

    /// <param name="keys">One or two names, all defined.</param>
    public static KeySchema Of(IReadOnlyList<string> keys, ImmutableArray<KeyAttribute> attributes) =>
        new(attributes.First(a => a.Name == keys[0]), keys.Count == 1 ? null : attributes.First(a => a.Name == keys[1]));

    /// <summary>What is wrong with a key; <c>null</c> for nothing.</summary>
    public static string? ProblemIn(IReadOnlyList<SentPair> elements, List<string> keys, List<string> defined)
    {
        if (keys.Exists(k => !defined.Contains(k)))
        {
            return $"{Invalid}Some index key attributes are not defined in AttributeDefinitions. "
                + $"Keys: [{string.Join(", ", keys)}], AttributeDefinitions: [{string.Join(", ", defined)}]";
        }

        if (keys.Count == 2 && keys[0] == keys[1]) return "Both the Hash Key and the Range Key element in the KeySchema have the same name";
        if (elements[0].Second != "HASH") return "Invalid KeySchema: The first KeySchemaElement is not a HASH key type";
        return keys.Count == 2 && elements[1].Second != "RANGE" ? "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type" : null;
    }

    private static void CheckName(ref Constraints constraints, string? name, string at)
    {
        constraints.NotNull(name, $"{at}.attributeName");
        constraints.Length(name, $"{at}.attributeName", from: 1, to: 255);
    }

    private static string Show(SentPair element) => $"KeySchemaElement(attributeName={element.First}, keyType={element.Second})";
}
