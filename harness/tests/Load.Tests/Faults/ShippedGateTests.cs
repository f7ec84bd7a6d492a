using TaskTracker.Load.Engine;
using TaskTracker.Load.Reports;
using TaskTracker.Load.Results;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Tests.Faults;

/// <summary>
/// The gate as it ships, scenario and budgets, against the product as it is and against five things that are worse. Minutes, and only a machine that does nothing else tells the
/// truth about a few milliseconds: a part of <c>make soak</c>.
/// </summary>
public sealed class ShippedGateTests(DeployedProduct stack) : IClassFixture<DeployedProduct>
{
    [Fact(Explicit = true)]
    public async Task The_product_as_it_is_keeps_every_budget()
    {
        var run = await RunAsync(stack.Target);

        Assert.True(Verdict.Of(run).Kind == VerdictKind.Kept, Verdict.Of(run).Sentence);
    }

    [Theory(Explicit = true)]
    [InlineData(5)]
    [InlineData(300)]
    public async Task A_handler_that_takes_longer_breaks_its_own_latencies_and_no_others(int delayMs)
    {
        await using var proxy = new FaultProxy(new Uri(stack.Record.Endpoint), new Fault(RequestDelay: TimeSpan.FromMilliseconds(delayMs)));
        await using var pointed = await stack.PointAsync("CreateTask", proxy.Address);

        var run = await RunAsync(stack.Target);

        Assert.Equal(VerdictKind.BudgetBroken, Verdict.Of(run).Kind);
        // The rate of DELETE sinks too: what it deletes is made first.
        Assert.Equal(["POST /tasks"], Broken(run).Where(b => b.Metric.StartsWith('p')).Select(b => b.Subject).Distinct());
        Assert.Equal("function", LongestPart(run, "POST /tasks"));
    }

    [Fact(Explicit = true)]
    public async Task A_gateway_that_takes_five_milliseconds_longer_breaks_the_budgets_of_what_it_delays()
    {
        await using var proxy = new FaultProxy(new Uri(stack.Record.Endpoint), new Fault(BodyDelay: TimeSpan.FromMilliseconds(5)));

        var run = await RunAsync(stack.Through(proxy));

        Assert.Equal(VerdictKind.BudgetBroken, Verdict.Of(run).Kind);
        Assert.Contains(Broken(run), b => b is { Subject: "POST /tasks", Metric: "p50 × health" });
        Assert.Equal("gateway", LongestPart(run, "POST /tasks"));
    }

    [Fact(Explicit = true)]
    public async Task Connections_that_are_dropped_break_the_budget_of_connections()
    {
        await using var proxy = new FaultProxy(new Uri(stack.Record.Endpoint), new Fault(ClosesConnections: true));

        var run = await RunAsync(stack.Through(proxy));

        Assert.Equal(VerdictKind.BudgetBroken, Verdict.Of(run).Kind);
        Assert.Contains(Broken(run), b => b.Metric == "connections per request");
    }

    [Fact(Explicit = true)]
    public async Task One_wrong_body_in_two_hundred_with_status_200_is_an_error()
    {
        await using var proxy = new FaultProxy(new Uri(stack.Record.Endpoint), new Fault(SpoilsOneIn: 200));

        var run = await RunAsync(stack.Through(proxy));

        Assert.Equal(VerdictKind.Errors, Verdict.Of(run).Kind);
        Assert.Contains("wrong body", Verdict.Of(run).Sentence, StringComparison.Ordinal);
    }

    private static async Task<RunResult> RunAsync(LoadTarget target)
    {
        var options = new LoadOptions(target, ScenarioBook.Smoke, Checkout.LoadTests);
        var run = await new LoadSession(options, LoadRun.BuiltIn, TimeProvider.System, new LoadNews(_ => { }, _ => { })).RunAsync(TestContext.Current.CancellationToken);
        foreach (var line in Broken(run)) TestContext.Current.AddWarning(FormattableString.Invariant($"{line.Subject}, {line.Metric}: {line.Actual:0.###}, budget {line.Limit:0.###}; {line.Detail}"));
        return run;
    }

    private static List<BudgetLine> Broken(RunResult run) => [.. run.Budgets.Where(b => !b.Holds)];

    private static string? LongestPart(RunResult run, string call) =>
        run.Parts.Where(p => !p.IsCold && p.Call == call).SelectMany(p => p.Parts).MaxBy(p => p.P50Ms)?.Part;
}
