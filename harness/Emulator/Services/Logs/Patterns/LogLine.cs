using System.Text;
using System.Text.Json;

namespace TaskTracker.Emulation.Services.Logs.Patterns;

/// <summary>A message in the forms in which patterns look at it, each made once and only when somebody asks.</summary>
/// <param name="message">UTF-8.</param>
internal sealed class LogLine(byte[] message)
{
    private string? _text;
    private IReadOnlyList<string>? _columns;
    private JsonElement _json;
    private bool _isRead;

    public ReadOnlySpan<byte> Bytes => message;

    public string Text => _text ??= Encoding.UTF8.GetString(message);

    /// <summary>The object that the message is; <c>null</c> when it is none.</summary>
    public JsonElement? Json
    {
        get
        {
            if (!_isRead) _json = Parse(message);
            _isRead = true;
            return _json.ValueKind == JsonValueKind.Object ? _json : null;
        }
    }

    /// <summary>What stands between blanks; what is between brackets or quotes is one column, without them.</summary>
    public IReadOnlyList<string> Columns => _columns ??= Split(Text);

    /// <summary>Whether a message looks like an object.</summary>
    public static bool IsBraced(ReadOnlySpan<byte> message) => message.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    private static JsonElement Parse(byte[] message)
    {
        if (!IsBraced(message)) return default;
        try
        {
            return JsonElement.Parse(message);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static List<string> Split(string text)
    {
        var columns = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var closing = text[at] switch { '[' => text.IndexOf(']', at + 1), '"' => text.IndexOf('"', at + 1), _ => -1 };
            var (start, end) = closing < 0 ? (at, EndOfWord(text, at)) : (at + 1, closing);
            columns.Add(text[start..end]);
            at = closing < 0 ? end : closing + 1;
        }

        return columns;
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
        return at;
    }
}
