using System.Text.Json;
using System.Text.Unicode;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>
/// Reads a request's JSON by the types that the service model gives its members. What has another type is refused as AWS refuses it;
/// <c>null</c> is the same as absent.
/// </summary>
/// <remarks>Use: <c>while (json.NextMember()) if (json.Member.SequenceEqual("Limit"u8)) limit = json.ReadInteger(); … else json.Skip();</c></remarks>
internal ref struct WireReader
{
    /// <summary>Values nest 32 deep at most; deeper ones are still read, to be told so.</summary>
    public const int MaxDepth = 512;

    /// <summary>What AWS says of a scalar where a collection is the element of another collection.</summary>
    /// <remarks>Source: dynalite, which compared it with AWS. https://github.com/architect/dynalite</remarks>
    private const string Parameterized = "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class "
        + "(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";

    private Utf8JsonReader _json;

    /// <exception cref="JsonException">The body is no JSON.</exception>
    public WireReader(ReadOnlySpan<byte> body)
    {
        // The reader looks only at the text that is asked for.
        if (!Utf8.IsValid(body)) throw DynamoDbErrors.NotJson();
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartObject) return;
        _json.Skip();
        throw DynamoDbErrors.NotJson();
    }

    /// <summary>The name of the member whose value is read next, unescaped.</summary>
    public ReadOnlySpan<byte> Member { get; private set; }

    /// <summary>Goes on to the next member of the current object; false at its end.</summary>
    public bool NextMember()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject) return false;
        Member = _json.ValueIsEscaped ? Unescaped() : _json.ValueSpan;
        _json.Read();
        return true;
    }

    /// <summary>Goes on to the next element of the current list; false at its end.</summary>
    public bool NextElement()
    {
        _json.Read();
        return _json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>After the outermost object: nothing may follow.</summary>
    public void End() => _json.Read();

    public void Skip() => _json.Skip();

    public readonly bool IsNull => _json.TokenType == JsonTokenType.Null;

    public string? ReadString()
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.String:
                return Text();
            case JsonTokenType.Null:
                return null;
            default:
                throw NotScalar("String");
        }
    }

    public bool? ReadBoolean()
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.True or JsonTokenType.False:
                return _json.TokenType == JsonTokenType.True;
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return Text().ToUpperInvariant() switch
                {
                    "TRUE" or "1" or "YES" => true,
                    "FALSE" or "0" or "NO" => false,
                    _ => throw DynamoDbErrors.WrongShape("Unexpected token received from parser"),
                };
            default:
                throw NotScalar("Boolean");
        }
    }

    /// <param name="type"><c>Integer</c> or <c>Long</c>, for the message.</param>
    public long? ReadNumber(string type)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.Number:
                return _json.TryGetInt64(out var whole) ? whole : (long)Math.Clamp(Math.Floor(_json.GetDouble()), long.MinValue, long.MaxValue);
            case JsonTokenType.Null:
                return null;
            default:
                throw NotScalar(type);
        }
    }

    /// <summary>Begins a list that is the value of a map; false when it is absent.</summary>
    public readonly bool StartListInMap() => StartList(Parameterized);

    /// <summary>Begins a list; false when it is absent.</summary>
    public readonly bool StartList(string otherwise = "Unexpected field type")
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.StartArray:
                return true;
            case JsonTokenType.Null:
                return false;
            case JsonTokenType.StartObject:
                throw DynamoDbErrors.WrongShape("Start of structure or map found where not expected");
            default:
                throw DynamoDbErrors.WrongShape(otherwise);
        }
    }

    /// <summary>A list of strings.</summary>
    public List<string>? ReadStrings()
    {
        if (!StartList()) return null;
        var strings = new List<string>();
        while (NextElement())
        {
            if (ReadString() is { } text) strings.Add(text);
        }

        return strings;
    }

    /// <summary>Begins a map; false when it is absent.</summary>
    /// <param name="valueType">Of the map's values, as Java names it in the message.</param>
    public readonly bool StartMap(string valueType) =>
        StartObject("Unexpected field type", $"Unrecognized collection type java.util.Map<java.lang.String, {valueType}>");

    /// <summary>Begins a map that is an element of a list; false when it is absent.</summary>
    public readonly bool StartMapInList(string valueType) => StartObject(Parameterized, $"Unrecognized collection type java.util.Map<java.lang.String, {valueType}>");

    /// <summary>Begins a structure that is a member; false when it is absent.</summary>
    public readonly bool StartStructure(string type) =>
        StartObject("Unexpected field type", $"Unrecognized collection type class com.amazonaws.dynamodb.v20120810.{type}");

    /// <summary>Begins a structure that is an element of a list or a value of a map; false when it is absent.</summary>
    public readonly bool StartElement(string type) =>
        StartObject("Unexpected value type in payload", $"Unrecognized collection type class com.amazonaws.dynamodb.v20120810.{type}");

    /// <summary>The string that is the current value, unescaped; refused when it is anything else.</summary>
    /// <param name="isPlain">Whether its bytes need no escaping in JSON.</param>
    public ReadOnlySpan<byte> ReadUtf8(out bool isPlain)
    {
        if (_json.TokenType != JsonTokenType.String) throw NotScalar("String");
        isPlain = !_json.ValueIsEscaped;
        return isPlain ? _json.ValueSpan : Unescaped();
    }

    /// <summary>The base64 text that is the current value; refused when it is anything else.</summary>
    public ReadOnlySpan<byte> ReadBase64()
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.String:
                break;
            case JsonTokenType.StartArray:
                throw DynamoDbErrors.WrongShape("Unrecognized collection type class java.nio.ByteBuffer");
            case JsonTokenType.StartObject:
                throw DynamoDbErrors.WrongShape("Start of structure or map found where not expected");
            default:
                throw DynamoDbErrors.WrongShape("only base-64-encoded strings are convertible to bytes");
        }

        return _json.ValueIsEscaped ? Unescaped() : _json.ValueSpan;
    }

    private readonly bool StartObject(string notObject, string isList) => _json.TokenType switch
    {
        JsonTokenType.StartObject => true,
        JsonTokenType.Null => false,
        JsonTokenType.StartArray => throw DynamoDbErrors.WrongShape(isList),
        _ => throw DynamoDbErrors.WrongShape(notObject),
    };

    private readonly Protocols.AwsError NotScalar(string type) => DynamoDbErrors.WrongShape(_json.TokenType switch
    {
        JsonTokenType.True => $"TRUE_VALUE cannot be converted to {type}",
        JsonTokenType.False => $"FALSE_VALUE cannot be converted to {type}",
        JsonTokenType.String => $"STRING_VALUE cannot be converted to {type}",
        JsonTokenType.Number => $"{(_json.TryGetInt64(out _) ? "NUMBER" : "DECIMAL")}_VALUE cannot be converted to {type}",
        JsonTokenType.StartArray => $"Unrecognized collection type class java.lang.{type}",
        _ => "Start of structure or map found where not expected",
    });

    private readonly string Text()
    {
        try
        {
            return _json.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw DynamoDbErrors.NotJson();
        }
    }

    private readonly ReadOnlySpan<byte> Unescaped()
    {
        var bytes = new byte[_json.ValueSpan.Length];
        try
        {
            return bytes.AsSpan(0, _json.CopyString(bytes));
        }
        catch (InvalidOperationException)
        {
            throw DynamoDbErrors.NotJson();
        }
    }
}
