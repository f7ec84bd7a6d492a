using System.Text.Json;
using TaskTracker.Emulation.Services.DynamoDb.Wire;

namespace TaskTracker.Emulation.Services.DynamoDb.Operations;

internal sealed record DescribeLimitsRequest : ITableRequest<DescribeLimitsRequest>
{
    public string Resource => "*";

    public static DescribeLimitsRequest Read(ReadOnlySpan<byte> body)
    {
        TableParameters.Read(body);
        return new DescribeLimitsRequest();
    }
}

/// <summary>What an account has in most regions unless it asks for more.</summary>
internal sealed record DescribeLimitsResponse : ITableResponse
{
    private const int OfAccount = 80_000;
    private const int OfTable = 40_000;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("AccountMaxReadCapacityUnits"u8, OfAccount);
        json.WriteNumber("AccountMaxWriteCapacityUnits"u8, OfAccount);
        json.WriteNumber("TableMaxReadCapacityUnits"u8, OfTable);
        json.WriteNumber("TableMaxWriteCapacityUnits"u8, OfTable);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html</remarks>
internal static class DescribeLimits
{
    public static DescribeLimitsResponse Execute() => new();
}
