using System.Globalization;
using System.Text;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>One page of a list.</summary>
/// <param name="After">What the page before ended with; empty for the first.</param>
internal sealed record Page(int MaxItems, string After)
{
    private const int MostItems = 50;

    /// <exception cref="AwsError">ValidationException; InvalidParameterValueException for a marker of nobody.</exception>
    public static Page Read(Exchange exchange)
    {
        var query = exchange.Request.Query;
        var given = query["MaxItems"];
        var items = int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : given is null ? MostItems : 0;
        new Constraints().Range("maxItems", items, 1, 10000).Check();
        return new Page(Math.Min(items, MostItems), Decode(query["Marker"] ?? ""));
    }

    /// <param name="items">In a lasting order.</param>
    /// <param name="keyOf">Different for each item.</param>
    public (IReadOnlyList<T> Items, string? NextMarker) Of<T>(IEnumerable<T> items, Func<T, string> keyOf)
    {
        var rest = items.ToList();
        if (After.Length > 0) rest.RemoveRange(0, rest.FindIndex(i => keyOf(i) == After) + 1);
        var page = rest.Take(MaxItems).ToList();
        return (page, page.Count < rest.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes(keyOf(page[^1]))) : null);
    }

    private static string Decode(string marker)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(marker));
        }
        catch (FormatException)
        {
            throw LambdaErrors.Invalid($"Could not decode marker: {marker}");
        }
    }
}
