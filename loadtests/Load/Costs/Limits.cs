using TaskTracker.Load.Results;

namespace TaskTracker.Load.Costs;

/// <summary>A limit of AWS, and how much of it the load takes.</summary>
/// <param name="Share">1 is the limit itself.</param>
internal sealed record LimitUse(string Limit, double Used, double Allowed, string Unit, string WayOut)
{
    public double Share => Used / Allowed;
}

/// <summary>What breaks first when there is more: quotas of a new account in us-east-1.</summary>
/// <remarks>Sources: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html,
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html</remarks>
internal static class Limits
{
    private const double AnswerBytes = 6 * 1024 * 1024;

    /// <param name="tasks">In the table now; it grows with the traffic.</param>
    /// <param name="taskBytes">Of one task in a list.</param>
    public static IReadOnlyList<LimitUse> At(double times, CapacityFacts facts, double tasks, double taskBytes)
    {
        var requests = facts.RequestsPerSecond * times;
        var (writes, reads) = (requests * facts.WriteUnitsPerRequest, requests * facts.ReadUnitsPerRequest);
        return
        [
            new("environments of the account at once", facts.Functions.Sum(f => f.Concurrency) * times, 1_000, "", "raise the quota; shorten the handler; provisioned concurrency where starts matter"),
            new("requests to API Gateway in the account", requests, 10_000, "/s", "raise the quota; several accounts or regions"),
            new("write units of the table", writes, 40_000, "/s", "raise the quota; batch writes"),
            new("read units of the table", reads, 40_000, "/s", "page the list instead of reading all of it"),
            new("write units of one partition", writes / Math.Max(1, Math.Ceiling(writes / 1_000)), 1_000, "/s", "none needed while ids are spread; one busy task is one partition"),
            new("answer to GET /tasks without limit", tasks * times * taskBytes, AnswerBytes, " bytes", "pages: it is cut at a page with X-Next-Token from there on"),
            new("tasks that one Scan can read in the function's 10 s", tasks * times, 10 / 0.010 * (1024 * 1024 / taskBytes), "", "pages; a query by key instead of a Scan"),
        ];
    }
}
