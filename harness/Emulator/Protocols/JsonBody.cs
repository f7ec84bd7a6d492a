using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TaskTracker.Emulation.Protocols;

/// <summary>Reads and writes JSON bodies as AWS does: UTF-8, strict shapes, no escaping beyond what JSON demands.</summary>
internal static class JsonBody
{
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>How deep what functions and their callers say may be nested. AWS does not document its limit; this is the one of the parser that its messages are those of.</summary>
    public static readonly JsonReaderOptions Deep = new() { MaxDepth = MaxDepth };

    public static readonly JsonDocumentOptions DeepDocument = new() { MaxDepth = MaxDepth };

    private const int MaxDepth = 1000;

    [ThreadStatic] private static Utf8JsonWriter? _writer;

    /// <summary>An empty body reads as an empty object.</summary>
    /// <exception cref="AwsError">SerializationException, naming the place.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> shape)
    {
        try
        {
            var json = body.IsEmpty ? "{}"u8 : body.Span;
            return JsonSerializer.Deserialize(json, shape) ?? throw Malformed("the body is null");
        }
        catch (JsonException problem)
        {
            throw Malformed(problem.Message);
        }
    }

    public static void Write<T>(T value, JsonTypeInfo<T> shape, AwsResponse response)
    {
        Write(response, writer => JsonSerializer.Serialize(writer, value, shape));
    }

    public static void Write(AwsResponse response, Action<Utf8JsonWriter> write) => Write(response.Writer, write, (writer, body) => body(writer));

    /// <summary>For hot paths: <paramref name="write"/> is static and takes what it needs as <paramref name="state"/>.</summary>
    public static void Write<TState>(IBufferWriter<byte> target, TState state, Action<Utf8JsonWriter, TState> write)
    {
        var writer = Interlocked.Exchange(ref _writer, null) ?? new Utf8JsonWriter(target, WriterOptions);
        writer.Reset(target);
        write(writer, state);
        writer.Flush();
        writer.Reset(Stream.Null);
        _writer = writer;
    }

    private static AwsError Malformed(string why) => new(400, "SerializationException", why);
}
