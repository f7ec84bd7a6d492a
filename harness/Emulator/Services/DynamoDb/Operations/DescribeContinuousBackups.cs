using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

internal sealed record DescribeContinuousBackupsRequest(string Name) : ITableRequest<DescribeContinuousBackupsRequest>
{
    public string Resource => "table/" + Name;

    public static DescribeContinuousBackupsRequest Read(ReadOnlySpan<byte> body) => new(TableConstraints.TableName(TableParameters.Read(body)));
}

internal sealed record DescribeContinuousBackupsResponse(TableDefinition Table, DateTimeOffset Now) : ITableResponse
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("ContinuousBackupsDescription"u8);
        json.WriteString("ContinuousBackupsStatus"u8, "ENABLED"u8);
        json.WriteStartObject("PointInTimeRecoveryDescription"u8);
        json.WriteString("PointInTimeRecoveryStatus"u8, Table.PointInTimeRecovery is null ? "DISABLED"u8 : "ENABLED"u8);
        if (Table.PointInTimeRecovery is { } recovery)
        {
            json.WriteNumber("RecoveryPeriodInDays"u8, recovery.Days);
            json.WriteNumber("EarliestRestorableDateTime"u8, recovery.Since.ToUnixTimeMilliseconds() / 1000m);
            json.WriteNumber("LatestRestorableDateTime"u8, Now.ToUnixTimeMilliseconds() / 1000m);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>The setting is kept; there is nothing to restore from, and the operations that would are not here.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html</remarks>
internal static class DescribeContinuousBackups
{
    public static DescribeContinuousBackupsResponse Execute(Tables tables, TimeProvider clock, DescribeContinuousBackupsRequest request) =>
        new(Find(tables, request.Name).Definition, clock.GetUtcNow());

    /// <exception cref="AwsError">TableNotFoundException: these operations have a word of their own for it.</exception>
    public static Table Find(Tables tables, string name) => tables.Find(name) ?? throw new AwsError(400, "TableNotFoundException", $"Table not found: {name}");
}
