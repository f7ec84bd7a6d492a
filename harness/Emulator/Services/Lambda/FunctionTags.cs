using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>What may be a tag of a function.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html#lambda-tag-restrictions</remarks>
internal static class FunctionTags
{
    private const int MaxCount = 50;
    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;
    private const string ReservedPrefix = "aws:";

    /// <summary>The tags that a request sets. Only AWS's own services, which call from within, set reserved ones.</summary>
    /// <exception cref="AwsError">ValidationException; InvalidParameterValueException for a reserved key.</exception>
    public static void Check(Exchange exchange, Dictionary<string, string> tags)
    {
        var text = $"{{{string.Join(", ", tags.Select(t => $"{t.Key}={t.Value}"))}}}";
        var constraints = new Constraints();
        if (tags.Keys.Any(k => k.Length is 0 or > MaxKeyLength)) constraints.Add("tags", text, $"Map keys must satisfy constraint: {Lengths(1, MaxKeyLength)}");
        if (tags.Values.Any(v => v.Length > MaxValueLength)) constraints.Add("tags", text, $"Map value must satisfy constraint: {Lengths(0, MaxValueLength)}");
        constraints.Check();
        CheckKeys(exchange, tags.Keys);
    }

    /// <exception cref="AwsError">InvalidParameterValueException for a reserved key.</exception>
    public static void CheckKeys(Exchange exchange, IEnumerable<string> keys)
    {
        var isFromWithin = exchange.Request.Features is null;
        if (!isFromWithin && keys.Any(k => k.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase))) throw LambdaErrors.ReservedTag();
    }

    /// <summary>What AWS's own services set does not count.</summary>
    /// <exception cref="AwsError">InvalidParameterValueException.</exception>
    public static ImmutableSortedDictionary<string, string> CheckCount(ImmutableSortedDictionary<string, string> tags) =>
        tags.Keys.Count(k => !k.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase)) > MaxCount ? throw LambdaErrors.TooManyTags() : tags;

    private static string Lengths(int least, int most) => $"[Member must have length less than or equal to {most}, Member must have length greater than or equal to {least}]";
}
