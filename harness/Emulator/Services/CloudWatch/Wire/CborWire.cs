using System.Buffers;
using System.Formats.Cbor;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.CloudWatch.Wire;

/// <summary>RPC v2 with CBOR: <c>POST /service/{service}/operation/{operation}</c>.</summary>
/// <remarks>Source: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html</remarks>
internal sealed class CborWire : IWire
{
    private const string OperationPart = "/operation/";

    public bool IsOf(AwsRequest request) => request.RawPath.StartsWith("/service/", StringComparison.Ordinal);

    public string OperationOf(AwsRequest request)
    {
        var at = request.RawPath.LastIndexOf(OperationPart, StringComparison.Ordinal);
        return at < 0 ? "" : request.RawPath[(at + OperationPart.Length)..];
    }

    public WireValue.Structure Read(AwsRequest request)
    {
        if (request.Body.IsEmpty) return WireValue.Of();
        try
        {
            return Read(new CborReader(request.Body, CborConformanceMode.Lax), depth: 1) as WireValue.Structure ?? throw CloudWatchErrors.Malformed("The body is no CBOR map.");
        }
        catch (Exception problem) when (problem is CborContentException or InvalidOperationException or OverflowException)
        {
            throw CloudWatchErrors.Malformed(problem.Message);
        }
    }

    public void Write(string operation, WireValue.Structure? result, Exchange exchange) => Send(result ?? WireValue.Of(), exchange);

    public void WriteError(AwsError error, Exchange exchange)
    {
        CloudWatchErrors.AddQueryError(error, exchange);
        Send(WireValue.Of(("__type", new WireValue.Text(CloudWatchErrors.ShapeOf(error))), ("message", new WireValue.Text(error.Message))), exchange);
    }

    private static void Send(WireValue body, Exchange exchange)
    {
        exchange.Response.Headers.ContentType = "application/cbor";
        exchange.Response.Headers["smithy-protocol"] = "rpc-v2-cbor";
        exchange.Response.Headers["x-amzn-RequestId"] = exchange.RequestId;
        var cbor = new CborWriter();
        Write(cbor, body);
        exchange.Response.Writer.Write(cbor.Encode());
    }

    /// <remarks>The reader has no limit of its own, and a stack that has run out ends the process.</remarks>
    private static WireValue? Read(CborReader cbor, int depth)
    {
        if (depth > WireValue.MaxDepth) throw CloudWatchErrors.Malformed($"The maximum depth of {WireValue.MaxDepth} is exceeded.");
        switch (cbor.PeekState())
        {
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                return new WireValue.Text(cbor.ReadTextString());
            case CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger:
                return new WireValue.Number(cbor.ReadInt64());
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                return new WireValue.Number(cbor.ReadDouble());
            case CborReaderState.Boolean:
                return new WireValue.Flag(cbor.ReadBoolean());
            case CborReaderState.Tag:
                return ReadTime(cbor, depth);
            case CborReaderState.StartArray:
                return ReadList(cbor, depth);
            case CborReaderState.StartMap:
                return ReadMap(cbor, depth);
            default:
                cbor.SkipValue();
                return null;
        }
    }

    private static WireValue.Time ReadTime(CborReader cbor, int depth)
    {
        var tag = cbor.ReadTag();
        return tag == CborTag.UnixTimeSeconds && Read(cbor, depth + 1) is WireValue.Number seconds && WireValue.Time.At(seconds.Value) is { } time
            ? new WireValue.Time(time)
            : throw CloudWatchErrors.Malformed($"The tag {(ulong)tag} is no time in seconds.");
    }

    private static WireValue.Listed ReadList(CborReader cbor, int depth)
    {
        cbor.ReadStartArray();
        var items = new List<WireValue>();
        while (cbor.PeekState() != CborReaderState.EndArray)
        {
            if (Read(cbor, depth + 1) is { } item) items.Add(item);
        }

        cbor.ReadEndArray();
        return new WireValue.Listed(items);
    }

    private static WireValue.Structure ReadMap(CborReader cbor, int depth)
    {
        cbor.ReadStartMap();
        var members = new List<KeyValuePair<string, WireValue>>();
        while (cbor.PeekState() != CborReaderState.EndMap)
        {
            var name = cbor.ReadTextString();
            if (Read(cbor, depth + 1) is { } value) members.Add(new(name, value));
        }

        cbor.ReadEndMap();
        return new WireValue.Structure(members);
    }

    private static void Write(CborWriter cbor, WireValue value)
    {
        switch (value)
        {
            case WireValue.Text text: cbor.WriteTextString(text.Value); break;
            case WireValue.Number number: cbor.WriteDouble(number.Value); break;
            case WireValue.Integer integer: cbor.WriteInt64(integer.Value); break;
            case WireValue.Flag flag: cbor.WriteBoolean(flag.Value); break;
            case WireValue.Time time:
                cbor.WriteTag(CborTag.UnixTimeSeconds);
                cbor.WriteDouble(time.Value.ToUnixTimeMilliseconds() / 1000.0);
                break;
            case WireValue.Listed list:
                cbor.WriteStartArray(list.Items.Count);
                foreach (var item in list.Items) Write(cbor, item);
                cbor.WriteEndArray();
                break;
            case WireValue.Structure structure: WriteMap(cbor, structure.Members); break;
            case WireValue.Map map: WriteMap(cbor, map.Entries); break;
            default: throw new ArgumentOutOfRangeException(nameof(value), value, null);
        }
    }

    private static void WriteMap(CborWriter cbor, IReadOnlyList<KeyValuePair<string, WireValue>> members)
    {
        cbor.WriteStartMap(members.Count);
        foreach (var (name, value) in members)
        {
            cbor.WriteTextString(name);
            Write(cbor, value);
        }

        cbor.WriteEndMap();
    }
}
