using System.Text.Json;

namespace TaskTracker.Emulation.Services.Logs.Patterns;

/// <summary>
/// Reads events in JSON whatever stands in them: also a text that was cut within a surrogate pair, as <c>JSON.stringify</c> writes it (<c>"\ud83d"</c>). That is JSON,
/// but no text.
/// </summary>
internal static class JsonText
{
    /// <param name="text">A string.</param>
    /// <returns><c>null</c> when half of a surrogate pair stands in it.</returns>
    public static string? Of(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The member of that name; of several the last.</summary>
    /// <returns><c>null</c> for none, and where there is no object.</returns>
    public static JsonElement? Member(JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object) return null;
        try
        {
            return of.TryGetProperty(name, out var value) ? value : null;
        }
        catch (InvalidOperationException)
        {
            JsonElement? found = null;
            foreach (var member in of.EnumerateObject().Where(m => IsNamed(m, name))) found = member.Value;
            return found;
        }
    }

    private static bool IsNamed(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
