using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns;

/// <summary>What several operations read alike.</summary>
internal static class SnsForms
{
    private const int ArnParts = 6;
    private const int MostTags = 50;

    /// <summary>An ARN of a topic.</summary>
    /// <exception cref="AwsError">InvalidParameter.</exception>
    public static string TopicArn(this QueryForm form, string name = "TopicArn")
    {
        var arn = form.Required(name);
        var parts = arn.Split(':').Length;
        return parts >= ArnParts ? arn : throw SnsErrors.Invalid($"{name} Reason: An ARN must have at least {ArnParts} elements, not {parts}");
    }

    /// <summary>A map: <c>{name}.entry.N.key</c> and <c>.value</c>.</summary>
    public static IReadOnlyDictionary<string, string> Map(this QueryForm form, string name)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var entry = 1; form.Optional($"{name}.entry.{entry}.key") is { } key; entry++) map[key] = form.Optional($"{name}.entry.{entry}.value") ?? "";
        return map;
    }

    /// <exception cref="AwsError">InvalidParameter, for keys that come twice.</exception>
    public static ImmutableSortedDictionary<string, string> Tags(this QueryForm form)
    {
        var tags = form.Structures("Tags").Select(t => KeyValuePair.Create(form.Required(t + ".Key"), form.Optional(t + ".Value") ?? "")).ToList();
        if (tags.DistinctBy(t => t.Key).Count() < tags.Count) throw SnsErrors.Invalid("Duplicated keys are not allowed.");
        if (tags.Count > MostTags) throw new AwsError(400, "TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded");
        return tags.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    public static IReadOnlyList<MessageAttribute> MessageAttributes(this QueryForm form)
    {
        var attributes = new List<MessageAttribute>();
        while (form.HasAny($"MessageAttributes.entry.{attributes.Count + 1}"))
        {
            var entry = $"MessageAttributes.entry.{attributes.Count + 1}";
            var (name, type) = (form.Required(entry + ".Name"), form.Required(entry + ".Value.DataType"));
            if (attributes.Exists(a => a.Name == name)) throw SnsErrors.Invalid($"The message attribute '{name}' is given more than once.");
            var kind = type.Split('.')[0];
            if (kind is not ("String" or "Number" or "Binary")) throw SnsErrors.Invalid($"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.");
            var value = form.Optional(entry + (kind == "Binary" ? ".Value.BinaryValue" : ".Value.StringValue"));
            attributes.Add(new MessageAttribute(name, type, string.IsNullOrEmpty(value) ? throw SnsErrors.EmptyAttribute(name, type) : value));
        }

        return attributes;
    }
}
