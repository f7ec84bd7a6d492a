using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Streams;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>A table as answers describe it.</summary>
/// <remarks>
/// Which members come when is recorded on AWS: dynamodb/test_table_crud, test_gsi_with_billing_mode, test_table_warm_throughput.
/// </remarks>
internal static class TableDescription
{
    private const int OnDemandReadUnits = 12_000;
    private const int OnDemandWriteUnits = 4_000;

    /// <summary>What CreateTable answers: the table is not there yet.</summary>
    public static void WriteCreating(Utf8JsonWriter json, TableDefinition table)
    {
        WriteKey(json, table);
        WriteState(json, table, "CREATING", itemCount: 0, sizeBytes: 0, isNew: true);
        IndexDescription.Write(json, table, [], "CREATING");
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Table table, string status = "ACTIVE")
    {
        var definition = table.Definition;
        WriteKey(json, definition);
        WriteState(json, definition, status, table.ItemCount, table.SizeBytes, isNew: false);
        IndexDescription.Write(json, definition, table.Indexes, "ACTIVE");
        WriteWarmThroughput(json, definition.Throughput);
        json.WriteEndObject();
    }

    /// <summary>What DeleteTable answers: no key and no date any more.</summary>
    public static void WriteDeleting(Utf8JsonWriter json, Table table)
    {
        json.WriteStartObject();
        WriteBody(json, table.Definition, "DELETING", table.ItemCount, table.SizeBytes, isNew: true);
        IndexDescription.Write(json, table.Definition, table.Indexes, "DELETING");
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, TableDefinition table)
    {
        json.WriteStartObject();
        json.WriteStartArray("AttributeDefinitions"u8);
        foreach (var attribute in table.Attributes)
        {
            json.WriteStartObject();
            json.WriteString("AttributeName"u8, attribute.Name);
            json.WriteString("AttributeType"u8, attribute.Type.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteKeySchema(json, table.Key);
    }

    public static void WriteKeySchema(Utf8JsonWriter json, KeySchema key)
    {
        json.WriteStartArray("KeySchema"u8);
        WriteElement(json, key.Hash, "HASH");
        if (key.Range is { } range) WriteElement(json, range, "RANGE");
        json.WriteEndArray();
    }

    public static void WriteWarmThroughput(Utf8JsonWriter json, Throughput? throughput)
    {
        json.WriteStartObject("WarmThroughput"u8);
        json.WriteNumber("ReadUnitsPerSecond"u8, throughput?.ReadUnits ?? OnDemandReadUnits);
        json.WriteNumber("WriteUnitsPerSecond"u8, throughput?.WriteUnits ?? OnDemandWriteUnits);
        json.WriteString("Status"u8, "ACTIVE"u8);
        json.WriteEndObject();
    }

    private static void WriteElement(Utf8JsonWriter json, KeyAttribute attribute, string type)
    {
        json.WriteStartObject();
        json.WriteString("AttributeName"u8, attribute.Name);
        json.WriteString("KeyType"u8, type);
        json.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter json, TableDefinition table, string status, long itemCount, long sizeBytes, bool isNew)
    {
        json.WriteNumber("CreationDateTime"u8, Seconds(table.CreatedAt));
        WriteBody(json, table, status, itemCount, sizeBytes, isNew);
    }

    private static void WriteBody(Utf8JsonWriter json, TableDefinition table, string status, long itemCount, long sizeBytes, bool isNew)
    {
        json.WriteString("TableName"u8, table.Name);
        json.WriteString("TableStatus"u8, status);
        WriteThroughput(json, table.Throughput);
        json.WriteNumber("TableSizeBytes"u8, sizeBytes);
        json.WriteNumber("ItemCount"u8, itemCount);
        json.WriteString("TableArn"u8, table.Arn);
        json.WriteString("TableId"u8, table.Id);
        if (table.OnDemandSince is { } since) WriteBilling(json, table, since, isNew);
        if (table.TableClass is { } tableClass)
        {
            json.WriteStartObject("TableClassSummary"u8);
            json.WriteString("TableClass"u8, tableClass);
            json.WriteEndObject();
        }

        json.WriteBoolean("DeletionProtectionEnabled"u8, table.IsProtected);
        if (table.Stream is { } stream) WriteStream(json, table, stream);
    }

    public static void WriteThroughput(Utf8JsonWriter json, Throughput? throughput)
    {
        json.WriteStartObject("ProvisionedThroughput"u8);
        if (throughput?.LastIncrease is { } increase) json.WriteNumber("LastIncreaseDateTime"u8, Seconds(increase));
        if (throughput?.LastDecrease is { } decrease) json.WriteNumber("LastDecreaseDateTime"u8, Seconds(decrease));
        json.WriteNumber("NumberOfDecreasesToday"u8, throughput?.DecreasesToday ?? 0);
        json.WriteNumber("ReadCapacityUnits"u8, throughput?.ReadUnits ?? 0);
        json.WriteNumber("WriteCapacityUnits"u8, throughput?.WriteUnits ?? 0);
        json.WriteEndObject();
    }

    private static void WriteStream(Utf8JsonWriter json, TableDefinition table, StreamDefinition stream)
    {
        json.WriteStartObject("StreamSpecification"u8);
        json.WriteBoolean("StreamEnabled"u8, true);
        json.WriteString("StreamViewType"u8, stream.ViewType.ToString());
        json.WriteEndObject();
        json.WriteString("LatestStreamLabel"u8, stream.Label);
        json.WriteString("LatestStreamArn"u8, ItemStream.ArnOf(table, stream));
    }

    private static void WriteBilling(Utf8JsonWriter json, TableDefinition table, DateTimeOffset since, bool isNew)
    {
        json.WriteStartObject("BillingModeSummary"u8);
        json.WriteString("BillingMode"u8, table.Throughput is null ? "PAY_PER_REQUEST"u8 : "PROVISIONED"u8);
        if (!isNew) json.WriteNumber("LastUpdateToPayPerRequestDateTime"u8, Seconds(since));
        json.WriteEndObject();
    }

    /// <summary>Since 1970, to the millisecond.</summary>
    private static decimal Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000m;
}
