using System.Text;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudFormation.Templates;

/// <summary>Reads a template in JSON and keeps where everything stands.</summary>
internal ref struct JsonTemplate
{
    private readonly ReadOnlySpan<byte> _text;
    private Utf8JsonReader _tokens;
    private int _line;
    private int _lineStart;
    private int _seen;

    private JsonTemplate(ReadOnlySpan<byte> text)
    {
        _text = text;
        _tokens = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = TemplateText.MaxDepth });
        _line = 1;
    }

    /// <exception cref="AwsError">ValidationError, with the place.</exception>
    public static Node Read(string text)
    {
        var reader = new JsonTemplate(Encoding.UTF8.GetBytes(text));
        try
        {
            reader._tokens.Read();
            var root = reader.ReadNode();
            while (reader._tokens.Read())
            {
            }

            return root;
        }
        catch (JsonException problem)
        {
            throw NotWellFormed(new Position((int)(problem.LineNumber ?? 0) + 1, (int)(problem.BytePositionInLine ?? 0) + 1));
        }
        catch (InvalidOperationException)
        {
            // An escape of half a surrogate pair is JSON by its form, but no text.
            throw NotWellFormed(reader.Here());
        }
    }

    private static AwsError NotWellFormed(Position at) => CloudFormationErrors.Validation($"Template format error: JSON not well-formed. ({at})");

    private Node ReadNode()
    {
        var at = Here();
        switch (_tokens.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMap(at);
            case JsonTokenType.StartArray:
                var items = new List<Node>();
                while (_tokens.Read() && _tokens.TokenType != JsonTokenType.EndArray) items.Add(ReadNode());
                return new Node.List(items, at);
            case JsonTokenType.String:
                return Node.TextAt(_tokens.GetString() ?? "", at);
            case JsonTokenType.Number:
                return new Node.Scalar(Encoding.UTF8.GetString(_tokens.ValueSpan), ScalarKind.Number, at);
            case JsonTokenType.Null:
                return new Node.Scalar("", ScalarKind.Null, at);
            default:
                return new Node.Scalar(_tokens.TokenType == JsonTokenType.True ? "true" : "false", ScalarKind.Flag, at);
        }
    }

    private Node.Map ReadMap(Position at)
    {
        var entries = new List<Entry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (_tokens.Read() && _tokens.TokenType != JsonTokenType.EndObject)
        {
            var keyAt = Here();
            var key = _tokens.GetString() ?? "";
            if (!keys.Add(key)) throw TemplateText.DuplicateKey(key, keyAt);
            _tokens.Read();
            entries.Add(new Entry(key, keyAt, ReadNode()));
        }

        return new Node.Map(entries, at);
    }

    private Position Here()
    {
        var start = (int)_tokens.TokenStartIndex;
        for (; _seen < start; _seen++)
        {
            if (_text[_seen] != (byte)'\n') continue;
            _line++;
            _lineStart = _seen + 1;
        }

        return new Position(_line, Encoding.UTF8.GetCharCount(_text[_lineStart..start]) + 1);
    }
}
