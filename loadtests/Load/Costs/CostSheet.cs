using System.Globalization;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Costs;

/// <param name="Usage">In words, as the bill counts it.</param>
internal sealed record CostLine(string Service, string Usage, double PerMonth);

/// <summary>What a month of such traffic costs.</summary>
internal static class CostSheet
{
    private const double GigaByte = 1e9;

    /// <summary>The measured mix at another volume.</summary>
    public static IReadOnlyList<CostLine> Of(CapacityFacts facts, Prices prices, double requestsPerMonth, bool isHttpApi)
    {
        var perRequest = facts.RequestsPerSecond > 0 ? facts.RequestsPerSecond : 1;
        double GbSeconds(bool isArm) => requestsPerMonth * facts.Functions.Where(f => (f.Architecture == "arm64") == isArm)
            .Sum(f => f.CallsPerSecond / perRequest * f.BilledMsPerCall / 1000 * f.MemoryMb / 1024);
        var (x86, arm) = (GbSeconds(isArm: false), GbSeconds(isArm: true));
        var (writes, reads) = (requestsPerMonth * facts.WriteUnitsPerRequest, requestsPerMonth * facts.ReadUnitsPerRequest);
        var logs = requestsPerMonth * (facts.LogBytesPerCall ?? 0) / GigaByte;
        var outward = requestsPerMonth * facts.BytesOutPerRequest / GigaByte;
        return
        [
            new("Lambda, requests", Millions(requestsPerMonth), requestsPerMonth / 1e6 * prices.Lambda.PerMillionRequests),
            new("Lambda, duration", $"{Number(x86 + arm)} GB-seconds", x86 * prices.Lambda.PerGbSecondX86 + arm * prices.Lambda.PerGbSecondArm),
            new(isHttpApi ? "API Gateway, HTTP API" : "API Gateway, REST API", Millions(requestsPerMonth),
                requestsPerMonth / 1e6 * (isHttpApi ? prices.ApiGateway.HttpPerMillion : prices.ApiGateway.RestPerMillion)),
            new("DynamoDB, writes", $"{Millions(writes)} write units", writes / 1e6 * prices.DynamoDb.PerMillionWriteUnits),
            new("DynamoDB, reads", $"{Millions(reads)} read units", reads / 1e6 * prices.DynamoDb.PerMillionReadUnits),
            new("CloudWatch Logs, ingested", $"{Number(logs)} GB", logs * prices.Logs.PerGbIngested),
            new("Data transfer out", $"{Number(outward)} GB", outward * prices.Transfer.PerGbOut),
        ];
    }

    /// <summary>The table of the product's description, line by line: its figure, how it comes about, and what it is at today's prices.</summary>
    public static IReadOnlyList<SeedLine> Seed(Prices prices) =>
    [
        new("Lambda", "1M invocations", 0.20, prices.Lambda.PerMillionRequests, "Requests alone. The duration is left to the free tier of 400,000 GB-seconds; see the line below it in the measured table."),
        new("API Gateway", "1M requests", 3.50, prices.ApiGateway.HttpPerMillion, "3.50 is the price of a REST API. This stack has an HTTP API, which does the same for less."),
        new("DynamoDB", "On-demand, 100 units", 1.25, prices.DynamoDb.PerMillionWriteUnits, "1.25 was the price of a million write units until November 2024; it has been halved since. Reads and storage are left out."),
        new("S3", "< 1 GB storage", 0.10, prices.S3.PerGbMonth + 0.077, "At most 1 GB stored, and some 190,000 reads of the page."),
    ];

    public static string Number(double value) => value.ToString(value switch { >= 100 => "#,0", >= 1 => "0.0", _ => "0.###" }, CultureInfo.InvariantCulture);

    public static string Millions(double value) => value >= 1e5 ? $"{(value / 1e6).ToString("#,0.##", CultureInfo.InvariantCulture)}M" : Number(value);
}

/// <param name="Then">In the product's description.</param>
/// <param name="Now">The same usage at the prices of the file.</param>
internal sealed record SeedLine(string Service, string Usage, double Then, double Now, string Why);
