using TaskTracker.Load.Budgets;
using TaskTracker.Load.Calls;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Reports;
using TaskTracker.Load.Results;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Tests.Faults;

/// <summary>The gate goes red for what it is there for, and the report says where the time went. Delays only ever add: what is asserted of them holds on any machine.</summary>
public sealed class GateTests(DeployedProduct stack) : IClassFixture<DeployedProduct>
{
    private static readonly TimeSpan Five = TimeSpan.FromMilliseconds(5);

    [Fact]
    public async Task An_unchanged_product_answers_rightly_over_few_connections()
    {
        var run = await RunAsync(stack.Target, TaskCall.Get, seconds: 1);

        Assert.Equal(0, run.Steps.Sum(s => s.Calls.Sum(c => c.Errors)));
        Assert.Equal("kept", Line(run, BudgetCheck.Connections).Verdict);
        Assert.NotEmpty(run.Parts);
        Assert.NotNull(run.Capacity);
        Assert.All(run.Capacity.Functions, f => Assert.InRange(f.MemoryMb, 128, 10_240));
        Assert.True(run.Capacity.LogBytesPerCall > 100);
    }

    [Theory]
    [InlineData(5, "CreateTask")]
    [InlineData(300, "UpdateTask")]
    public async Task A_slower_handler_breaks_the_budget_and_shows_as_the_functions_time(int delayMs, string function)
    {
        await using var proxy = new FaultProxy(new Uri(stack.Record.Endpoint), new Fault(RequestDelay: TimeSpan.FromMilliseconds(delayMs)));
        await using var pointed = await stack.PointAsync(function, proxy.Address);
        var call = TaskCall.Product.First(c => c.Function == function);

        var run = await RunAsync(stack.Target, call, seconds: 2, p50Ms: delayMs);

        Assert.Equal(VerdictKind.BudgetBroken, Verdict.Of(run).Kind);
        var slowest = run.Parts.Where(p => p is { IsCold: false } && p.Call == call.Name).SelectMany(p => p.Parts).MaxBy(p => p.P50Ms) ?? throw new InvalidOperationException("No request of a warm environment was recorded.");
        Assert.Equal("function", slowest.Part);
        Assert.True(slowest.P50Ms >= delayMs, $"{slowest.P50Ms} ms");
    }

    [Fact]
    public async Task A_slower_gateway_breaks_the_budget_and_shows_as_the_gateways_time()
    {
        await using var proxy = new FaultProxy(new Uri(stack.Record.Endpoint), new Fault(BodyDelay: Five));

        var run = await RunAsync(stack.Through(proxy), TaskCall.Update, seconds: 2, p50Ms: 5);

        Assert.Equal(VerdictKind.BudgetBroken, Verdict.Of(run).Kind);
        Assert.True(run.Parts.Single(p => p is { IsCold: false, Call: "PUT /tasks/{TaskId}" }).Parts.Single(p => p.Part == "gateway").P50Ms >= Five.TotalMilliseconds / 2);
    }

    [Fact]
    public async Task Connections_that_are_not_kept_break_the_budget()
    {
        await using var proxy = new FaultProxy(new Uri(stack.Record.Endpoint), new Fault(ClosesConnections: true));

        var run = await RunAsync(stack.Through(proxy), TaskCall.Get, seconds: 1);

        Assert.Equal(VerdictKind.BudgetBroken, Verdict.Of(run).Kind);
        Assert.Equal("broken", Line(run, BudgetCheck.Connections).Verdict);
    }

    [Fact]
    public async Task One_wrong_body_in_two_hundred_fails_the_run_though_its_status_is_200()
    {
        await using var proxy = new FaultProxy(new Uri(stack.Record.Endpoint), new Fault(SpoilsOneIn: 200));

        var run = await RunAsync(stack.Through(proxy), TaskCall.Get, seconds: 2);

        Assert.Equal(VerdictKind.Errors, Verdict.Of(run).Kind);
        Assert.Contains("wrong body", Verdict.Of(run).Sentence, StringComparison.Ordinal);
        Assert.InRange(Line(run, BudgetCheck.Errors).Actual, 0.001, 0.02);
    }

    [Fact]
    public async Task New_environments_are_told_apart_and_the_functions_are_left_as_they_were()
    {
        var scenario = new Scenario("cold", "Cold?", [Step.Of(TaskCall.Delete, new LoadShape.Burst(3), startsCold: true)], Tasks: 3) { WarmUp = TimeSpan.Zero };

        var run = await new LoadRun(stack.Target, LoadRun.BuiltIn, TimeProvider.System, Silent).RunAsync(scenario, TestContext.Current.CancellationToken);

        var cold = run.Parts.Single(p => p is { Call: "DELETE /tasks/{TaskId}", IsCold: true });
        Assert.InRange(cold.Count, 1, 3);
        Assert.Contains(cold.Parts, p => p is { Part: "cold start", P50Ms: > 1 });
    }

    [Fact]
    public async Task A_run_that_is_interrupted_returns_what_there_is()
    {
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var scenario = new Scenario("long", "Long?", [Step.Of(TaskCall.Get, new LoadShape.Users(1, TimeSpan.FromHours(1)))], Tasks: 2) { WarmUp = TimeSpan.FromSeconds(0.1) };
        var news = new LoadNews(_ => { }, line =>
        {
            if (line.Contains("/s, p50", StringComparison.Ordinal)) interruption.Cancel();
        });

        var run = await new LoadRun(stack.Target, LoadRun.BuiltIn, TimeProvider.System, news).RunAsync(scenario, interruption.Token);

        Assert.Equal("interrupted", run.Incomplete);
        Assert.True(run.Steps.Single().Calls.Single().Count > 0);
        Assert.Equal(0, run.Steps.Single().Calls.Single().Errors);
    }

    private static LoadNews Silent => new(_ => { }, _ => { });

    private static BudgetLine Line(RunResult run, string metric) => run.Budgets.Single(b => b.Metric == metric);

    /// <param name="p50Ms">The budget for the median; none when absent.</param>
    private static async Task<RunResult> RunAsync(LoadTarget target, TaskCall call, double seconds, double p50Ms = 10_000)
    {
        var scenario = new Scenario("fault", "Red?", [Step.Of(call, new LoadShape.Users(2, TimeSpan.FromSeconds(seconds)))], Tasks: 4) { WarmUp = TimeSpan.FromSeconds(0.5) };
        var run = await new LoadRun(target, LoadRun.BuiltIn, TimeProvider.System, Silent).RunAsync(scenario, TestContext.Current.CancellationToken);
        var budget = new TargetBudget(0, new Dictionary<string, CallBudget> { [call.Name] = new(p50Ms, 10_000) }, new Dictionary<string, ScenarioBudget>(), ConnectionsPerRequest: 0.2);
        return run with { Budgets = BudgetCheck.Of(run, budget) };
    }
}
