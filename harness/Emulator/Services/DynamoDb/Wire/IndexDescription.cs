using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The secondary indexes of a table as answers describe them.</summary>
/// <remarks>Which members come when is recorded on AWS: dynamodb/test_gsi_with_billing_mode.</remarks>
internal static class IndexDescription
{
    /// <param name="live">The indexes with their entries; empty for a table that is not there yet.</param>
    /// <param name="status">Of global indexes; those that are not among the live ones are being created.</param>
    public static void Write(Utf8JsonWriter json, TableDefinition table, IReadOnlyList<SecondaryIndex> live, string status)
    {
        foreach (var isGlobal in (ReadOnlySpan<bool>)[false, true])
        {
            var indexes = table.Indexes.Where(i => i.IsGlobal == isGlobal).ToList();
            if (indexes.Count == 0) continue;
            json.WriteStartArray(isGlobal ? "GlobalSecondaryIndexes"u8 : "LocalSecondaryIndexes"u8);
            foreach (var index in indexes) Write(json, table, index, live.FirstOrDefault(l => l.Definition.Name == index.Name), status);
            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, TableDefinition table, IndexDefinition index, SecondaryIndex? live, string status)
    {
        json.WriteStartObject();
        json.WriteString("IndexName"u8, index.Name);
        TableDescription.WriteKeySchema(json, index.Key);
        json.WriteStartObject("Projection"u8);
        json.WriteString("ProjectionType"u8, index.Projection.ToString());
        if (index.Included.Length > 0)
        {
            json.WriteStartArray("NonKeyAttributes"u8);
            foreach (var attribute in index.Included) json.WriteStringValue(attribute);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        if (index.IsGlobal)
        {
            json.WriteString("IndexStatus"u8, status);
            TableDescription.WriteThroughput(json, index.Throughput);
            if (status == "ACTIVE") TableDescription.WriteWarmThroughput(json, index.Throughput);
        }

        json.WriteNumber("IndexSizeBytes"u8, live?.SizeBytes ?? 0);
        json.WriteNumber("ItemCount"u8, live?.ItemCount ?? 0);
        json.WriteString("IndexArn"u8, $"{table.Arn}/index/{index.Name}");
        json.WriteEndObject();
    }
}
