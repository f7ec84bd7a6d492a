using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Costs;

/// <summary>A dated list of prices: <c>loadtests/prices-*.json</c>, of which the newest is used.</summary>
internal sealed record Prices(
    string AsOf, string Region, string Currency, string Note, LambdaPrices Lambda, ApiPrices ApiGateway, DynamoDbPrices DynamoDb, LogPrices Logs, S3Prices S3, TransferPrices Transfer)
{
    /// <exception cref="UnreadableFile">There is none, or it lacks a price.</exception>
    public static Prices Newest(string folder)
    {
        var file = Directory.EnumerateFiles(folder, "prices-*.json").Max(StringComparer.Ordinal) ?? throw new UnreadableFile($"There is no prices-*.json in {folder}.");
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), PriceJson.Default.Prices) ?? throw new UnreadableFile($"{file} is null.");
        }
        catch (JsonException problem)
        {
            throw new UnreadableFile($"{file} is no list of prices: {problem.Message}");
        }
    }
}

internal sealed record LambdaPrices(double PerMillionRequests, double PerGbSecondX86, double PerGbSecondArm, string Source);

internal sealed record ApiPrices(double HttpPerMillion, double RestPerMillion, string Source);

internal sealed record DynamoDbPrices(double PerMillionWriteUnits, double PerMillionReadUnits, double PerGbMonth, string Source);

internal sealed record LogPrices(double PerGbIngested, double PerGbMonth, string Source);

internal sealed record S3Prices(double PerGbMonth, double PerThousandGets, string Source);

internal sealed record TransferPrices(double PerGbOut, string Source);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Prices))]
internal sealed partial class PriceJson : JsonSerializerContext;
