using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

internal sealed record DescribeTimeToLiveRequest(string Name) : ITableRequest<DescribeTimeToLiveRequest>
{
    public string Resource => "table/" + Name;

    public static DescribeTimeToLiveRequest Read(ReadOnlySpan<byte> body) => new(TableConstraints.TableName(TableParameters.Read(body)));
}

/// <param name="Attribute"><c>null</c> when items live for ever.</param>
internal sealed record DescribeTimeToLiveResponse(string? Attribute) : ITableResponse
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("TimeToLiveDescription"u8);
        json.WriteString("TimeToLiveStatus"u8, Attribute is null ? "DISABLED"u8 : "ENABLED"u8);
        if (Attribute is not null) json.WriteString("AttributeName"u8, Attribute);
        json.WriteEndObject();
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html</remarks>
internal static class DescribeTimeToLive
{
    public static DescribeTimeToLiveResponse Execute(Tables tables, DescribeTimeToLiveRequest request) => new(tables.Get(request.Name).Definition.TimeToLive);
}
