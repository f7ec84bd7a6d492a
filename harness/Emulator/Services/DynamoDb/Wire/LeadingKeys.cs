using System.Text;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Values;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>
/// The partition keys of the items that a request is about. They are taken from the request as it was read, not from its text: what a policy decides about is
/// what the operation looks up, however it is spelled.
/// </summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html</remarks>
internal static class LeadingKeys
{
    private const string Key = "dynamodb:LeadingKeys";

    public static bool IsOne(string key) => key.Equals(Key, StringComparison.OrdinalIgnoreCase);

    /// <param name="table">The name of the table that the permission is about.</param>
    /// <param name="hash">Its partition key, or that of the index.</param>
    /// <returns><c>null</c> where the request names none, as a scan.</returns>
    public static ContextValue? Of<TRequest>(TRequest request, string table, KeyAttribute hash)
        where TRequest : IItemRequest<TRequest>
    {
        var named = request.ItemsOf(table).Select(item => TextOf(AttributeEnumerator.Find(item.Span, hash.EscapedName)));
        var asked = request.KeyTerms.Where(t => t.Name == hash.Name).SelectMany(t => t.Values).Select(v => TextOf(v.Span));
        var keys = named.Concat(asked).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return keys.Count > 0 ? ContextValue.Of(keys) : null;
    }

    /// <summary><c>null</c> for what can be no key.</summary>
    private static string? TextOf(ReadOnlySpan<byte> value) =>
        ItemJson.TypeOf(value).IsScalarString() ? Encoding.UTF8.GetString(JsonText.Unescape(ItemJson.Text(value))) : null;
}
