using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Streams;

/// <summary>A change of an item, with the item as it was and as it is. The images are those that the table keeps, not copies.</summary>
/// <param name="Sequence">Rises from record to record, in all streams.</param>
/// <param name="IsExpiry">Whether nobody asked for it, but the item's time was over.</param>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html</remarks>
internal sealed record StreamRecord(long Sequence, DateTimeOffset At, Item? Before, Item? After, bool IsExpiry)
{
    public string SequenceNumber => Spell(Sequence);

    private string EventName => Before is null ? "INSERT" : After is null ? "REMOVE" : "MODIFY";

    /// <summary>21 digits, as AWS has them at least.</summary>
    public static string Spell(long sequence) => string.Create(CultureInfo.InvariantCulture, $"1{sequence:D20}");

    /// <summary>The record as GetRecords answers it.</summary>
    public byte[] ToJson(KeySchema key, StreamViewType viewType, string region)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true })) Write(json, key, viewType, region);
        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter json, KeySchema key, StreamViewType viewType, string region)
    {
        var newImage = viewType is StreamViewType.NEW_IMAGE or StreamViewType.NEW_AND_OLD_IMAGES ? After : null;
        var oldImage = viewType is StreamViewType.OLD_IMAGE or StreamViewType.NEW_AND_OLD_IMAGES ? Before : null;
        var keys = KeysOf(key);
        json.WriteStartObject();
        json.WriteString("eventID"u8, Convert.ToHexStringLower(XxHash128.Hash(BitConverter.GetBytes(Sequence))));
        json.WriteString("eventName"u8, EventName);
        json.WriteString("eventVersion"u8, "1.1"u8);
        json.WriteString("eventSource"u8, "aws:dynamodb"u8);
        json.WriteString("awsRegion"u8, region);
        json.WriteStartObject("dynamodb"u8);
        json.WriteNumber("ApproximateCreationDateTime"u8, At.ToUnixTimeSeconds());
        WriteImage(json, "Keys", keys);
        WriteImage(json, "NewImage", newImage?.Json);
        WriteImage(json, "OldImage", oldImage?.Json);
        json.WriteString("SequenceNumber"u8, SequenceNumber);
        json.WriteNumber("SizeBytes"u8, ItemSize.OfAttributes(keys) + (newImage?.SizeBytes ?? 0) + (oldImage?.SizeBytes ?? 0));
        json.WriteString("StreamViewType"u8, viewType.ToString());
        json.WriteEndObject();
        if (IsExpiry)
        {
            json.WriteStartObject("userIdentity"u8);
            json.WriteString("principalId"u8, "dynamodb.amazonaws.com"u8);
            json.WriteString("type"u8, "Service"u8);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private byte[] KeysOf(KeySchema key)
    {
        var keys = new ArrayBufferWriter<byte>(64);
        LastEvaluatedKey.Write(keys, key.Attributes, (After ?? Before)?.Json);
        return keys.WrittenSpan.ToArray();
    }

    private static void WriteImage(Utf8JsonWriter json, string name, byte[]? image)
    {
        if (image is null) return;
        json.WritePropertyName(name);
        json.WriteRawValue(image, skipInputValidation: true);
    }
}
