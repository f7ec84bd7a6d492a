using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

internal sealed record DescribeEndpointsRequest : ITableRequest<DescribeEndpointsRequest>
{
    public string Resource => "*";

    public static DescribeEndpointsRequest Read(ReadOnlySpan<byte> body)
    {
        TableParameters.Read(body);
        return new DescribeEndpointsRequest();
    }
}

/// <param name="Address">Where the client is already, so that a client that follows it stays on this machine.</param>
internal sealed record DescribeEndpointsResponse(string Address) : ITableResponse
{
    private const int CacheMinutes = 1440;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("Endpoints"u8);
        json.WriteStartObject();
        json.WriteString("Address"u8, Address);
        json.WriteNumber("CachePeriodInMinutes"u8, CacheMinutes);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html</remarks>
internal static class DescribeEndpoints
{
    public static DescribeEndpointsResponse Execute(string address) => new(address);
}
