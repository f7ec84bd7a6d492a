using System.Buffers;
using System.Buffers.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>
/// Reads attribute values from a request and writes them at once in the form in which items are kept (see <see cref="ItemJson"/>).
/// A value that breaks a rule of DynamoDB is remembered, not refused: other checks come first.
/// </summary>
internal ref struct AttributeReader(PooledBuffer output)
{
    /// <summary>The first rule that was broken, in AWS's words; <c>null</c> when none was. What was written is of no use then.</summary>
    public string? Problem { get; set; }

    /// <summary>Reads the map that is the current value, and says where in the buffer it lies.</summary>
    public static SentAttributes ReadMap(ref WireReader json, PooledBuffer buffer)
    {
        var start = buffer.Length;
        var reader = new AttributeReader(buffer);
        reader.ReadMap(ref json, depth: 1);
        return new SentAttributes(start, buffer.Length - start, reader.Problem);
    }

    /// <summary>The same for a single value.</summary>
    public static SentAttributes ReadValue(ref WireReader json, PooledBuffer buffer)
    {
        var start = buffer.Length;
        var reader = new AttributeReader(buffer);
        reader.ReadValue(ref json, depth: 1);
        return new SentAttributes(start, buffer.Length - start, reader.Problem);
    }

    /// <summary>Reads the map that is the current value. Where a name comes twice, the last one counts.</summary>
    /// <param name="depth">1 for the attributes of an item.</param>
    public void ReadMap(ref WireReader json, int depth)
    {
        var start = output.Length;
        var names = new NameSet();
        output.Write("{"u8);
        for (var isFirst = true; json.NextMember(); isFirst = false)
        {
            if (!isFirst) output.Write(","u8);
            names.Add(json.Member);
            if (json.Member.IsEmpty) Problem ??= "Empty attribute name";
            WriteString(json.Member, isPlain: false);
            output.Write(":"u8);
            ReadValue(ref json, depth);
        }

        output.Write("}"u8);
        if (names.HasDuplicates && Problem is null) Duplicates.KeepLast(output, start);
    }

    /// <summary>Reads the attribute value that is the current value.</summary>
    public void ReadValue(ref WireReader json, int depth)
    {
        if (depth > ItemJson.MaxDepth) Problem ??= ItemJson.TooDeep;
        var count = json.StartElement("AttributeValue") ? ReadTypes(ref json, depth) : 0;
        if (count == 0) Problem ??= "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
        if (count > 1) Problem ??= "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
    }

    private int ReadTypes(ref WireReader json, int depth)
    {
        var count = 0;
        while (json.NextMember())
        {
            var type = AttributeTypes.Parse(json.Member);
            if (type == AttributeType.None || json.IsNull)
            {
                json.Skip();
                continue;
            }

            count++;
            output.Write(type.Opening());
            ReadContent(ref json, type, depth);
            output.Write("}"u8);
        }

        return count;
    }

    private void ReadContent(ref WireReader json, AttributeType type, int depth)
    {
        switch (type)
        {
            case AttributeType.S or AttributeType.N or AttributeType.B:
                ReadScalar(ref json, type);
                break;
            case AttributeType.BOOL:
                output.Write(json.ReadBoolean() is true ? "true"u8 : "false"u8);
                break;
            case AttributeType.NULL:
                if (json.ReadBoolean() is false) Problem ??= "One or more parameter values were invalid: Null attribute value types must have the value of true";
                output.Write("true"u8);
                break;
            case AttributeType.M:
                if (json.StartMap("com.amazonaws.dynamodb.v20120810.AttributeValue")) ReadMap(ref json, depth + 1);
                break;
            case AttributeType.L:
                if (json.StartList()) ReadList(ref json, depth + 1);
                break;
            default:
                if (json.StartList()) ReadSet(ref json, type);
                break;
        }
    }

    private void ReadList(ref WireReader json, int depth)
    {
        output.Write("["u8);
        for (var isFirst = true; json.NextElement(); isFirst = false)
        {
            if (!isFirst) output.Write(","u8);
            ReadValue(ref json, depth);
        }

        output.Write("]"u8);
    }

    private void ReadSet(ref WireReader json, AttributeType type)
    {
        var start = output.Length;
        var elementType = type switch { AttributeType.SS => AttributeType.S, AttributeType.NS => AttributeType.N, _ => AttributeType.B };
        var elements = new NameSet();
        output.Write("["u8);
        for (var isFirst = true; json.NextElement(); isFirst = false)
        {
            if (!isFirst) output.Write(","u8);
            var at = output.Length;
            ReadScalar(ref json, elementType, isElement: true);
            elements.Add(output.WrittenSpan[at..]);
        }

        output.Write("]"u8);
        if (elements.Count == 0) Problem ??= EmptySet(type);
        if (elements.HasDuplicates && Problem is null) Problem = Duplicates.Describe(output.WrittenSpan[start..], type);
    }

    private void ReadScalar(ref WireReader json, AttributeType type, bool isElement = false)
    {
        switch (type)
        {
            case AttributeType.S:
                var text = json.ReadUtf8(out var isPlain);
                WriteString(text, isPlain);
                break;
            case AttributeType.N:
                WriteNumber(json.ReadUtf8(out _), isElement);
                break;
            default:
                WriteBinary(json.ReadBase64());
                break;
        }
    }

    private readonly void WriteString(ReadOnlySpan<byte> utf8, bool isPlain)
    {
        output.Write("\""u8);
        if (isPlain) output.Write(utf8);
        else JsonText.WriteEscaped(output, utf8);
        output.Write("\""u8);
    }

    private void WriteNumber(ReadOnlySpan<byte> text, bool isElement)
    {
        var span = output.GetSpan(DynamoNumber.MaxLength + 2);
        var problem = DynamoNumber.Normalize(text, span[1..], out var length);
        Problem ??= NumberProblems.Describe(problem, text, isElement);
        span[0] = (byte)'"';
        span[length + 1] = (byte)'"';
        output.Advance(length + 2);
    }

    private readonly void WriteBinary(ReadOnlySpan<byte> base64)
    {
        if (base64.Length % 4 != 0)
        {
            throw DynamoDbErrors.WrongShape($"Base64 encoded length is expected a multiple of 4 bytes but found: {base64.Length}");
        }

        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        var isBase64 = Base64.DecodeFromUtf8(base64, bytes, out _, out var length) == OperationStatus.Done;
        var canonical = output.GetSpan(base64.Length + 2);
        canonical[0] = (byte)'"';
        if (isBase64) Base64.EncodeToUtf8(bytes.AsSpan(0, length), canonical[1..], out _, out _);
        if (!isBase64 || !canonical.Slice(1, base64.Length).SequenceEqual(base64)) throw DynamoDbErrors.WrongShape("Invalid last non-pad Base64 character dectected");
        canonical[base64.Length + 1] = (byte)'"';
        output.Advance(base64.Length + 2);
    }

    private static string EmptySet(AttributeType type) => type switch
    {
        AttributeType.SS => "One or more parameter values were invalid: An string set  may not be empty",
        AttributeType.NS => "One or more parameter values were invalid: An number set  may not be empty",
        _ => "One or more parameter values were invalid: Binary sets should not be empty",
    };
}
