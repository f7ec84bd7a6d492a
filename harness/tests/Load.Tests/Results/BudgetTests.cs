using TaskTracker.Load.Budgets;
using TaskTracker.Load.Reports;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Tests.Results;

public sealed class BudgetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tasktracker-load-");

    public static TheoryData<string, string> Malformed => new()
    {
        { """{"schema":1,"targets":{"embedded":{"errorShare":0,"calls":{},"scenarios":{"rush-hour":{"p99Ms":1}}}}}""", "the scenario 'rush-hour', which does not exist" },
        { """{"schema":1,"targets":{"embedded":{"errorShare":0,"calls":{"GET /task":{"p50Ms":1,"p99Ms":2}},"scenarios":{}}}}""", "'GET /task', which is no call" },
        { """{"schema":1,"targets":{"embedded":{"errorShare":0,"calls":{"GET /tasks":{"p50Ms":1}},"scenarios":{}}}}""", "p99Ms" },
        { """{"schema":1,"targets":{"embedded":{"errorShare":0,"calls":{"GET /tasks":{"p50Ms":1,"p99Ms":2,"p75Ms":3}},"scenarios":{}}}}""", "p75Ms" },
        { """{"schema":9,"targets":{}}""", "schema 9 is unknown" },
        { """{"schema":1,""", "budgets.json" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Budgets_that_say_what_does_not_exist_are_refused_by_name(string json, string said)
    {
        var file = Write(json);

        var refusal = Assert.Throws<UnreadableFile>(() => BudgetFile.Read(file));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_budgets_of_this_checkout_hold_the_products_targets()
    {
        var embedded = BudgetFile.Read(Path.Combine(Checkout.LoadTests, "budgets.json")).Targets["embedded"];

        Assert.Equal(new CallBudget(80, 150), embedded.Calls["GET /tasks"]);
        Assert.Equal(new CallBudget(120, 250), embedded.Calls["POST /tasks"]);
        Assert.Equal(new CallBudget(100, 200), embedded.Calls["PUT /tasks/{TaskId}"]);
        Assert.Equal(new CallBudget(90, 180), embedded.Calls["DELETE /tasks/{TaskId}"]);
        Assert.Equal(342, embedded.Scenarios["users-100"].P99Ms);
        Assert.Equal(1_000, embedded.Scenarios["burst-1000"].Concurrency);
    }

    [Fact]
    public void A_slowdown_in_every_turn_breaks_the_ratio_that_the_products_target_would_forgive()
    {
        var lines = BudgetCheck.Of(SampleRuns.Of([7, 7, 7, 7], [0.1, 0.1, 0.1, 0.1]), Budget());

        Assert.Equal("broken", Line(lines, "p50 × health").Verdict);
        Assert.Equal("kept", Line(lines, "p50 ms").Verdict);
    }

    [Fact]
    public void A_scenario_with_a_budget_of_its_own_is_judged_by_that_and_not_by_its_calls()
    {
        var run = SampleRuns.Of([300, 300, 300, 300]);
        var own = Budget() with { Scenarios = new Dictionary<string, ScenarioBudget> { [run.Scenario] = new(P99Ms: 10_000) } };

        Assert.Equal("broken", Line(BudgetCheck.Of(run, Budget()), "p50 ms").Verdict);
        var line = Assert.Single(BudgetCheck.Of(run, own), l => l.Metric is "p50 ms" or "p99 ms");
        Assert.Equal((run.Scenario, "kept"), (line.Subject, line.Verdict));
    }

    [Fact]
    public void A_machine_that_was_disturbed_in_most_turns_breaks_nothing()
    {
        var lines = BudgetCheck.Of(SampleRuns.Of([1.2, 40, 9, 1.3, 60, 1.2, 20], [0.1, 0.4, 0.1, 0.1, 3, 0.1, 0.1]), Budget());

        Assert.Equal("kept", Line(lines, "p50 × health").Verdict);
        Assert.Equal("kept", Line(lines, "rate × health").Verdict);
    }

    [Fact]
    public void Wrong_answers_fail_the_run_before_any_latency_does()
    {
        var run = SampleRuns.Of([500], errors: 1);

        var judged = run with { Budgets = BudgetCheck.Of(run, Budget()) };

        Assert.Equal(VerdictKind.Errors, Verdict.Of(judged).Kind);
        Assert.Contains("1 × POST /tasks: status <500>", Verdict.Of(judged).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_generator_fails_the_run_whatever_it_measured()
    {
        var run = SampleRuns.Of([1]) with { Generator = new GeneratorFacts(0.9, 0.5, 2.4, 9, IsLimiting: true) };

        Assert.Equal(VerdictKind.GeneratorLimited, Verdict.Of(run).Kind);
    }

    [Fact]
    public void Connections_that_are_not_kept_are_seen()
    {
        var run = SampleRuns.Of([1]);
        run = run with { Steps = [.. run.Steps.Select(s => s with { Connections = 100 })] };

        Assert.Equal("broken", Line(BudgetCheck.Of(run, Budget()), BudgetCheck.Connections).Verdict);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static TargetBudget Budget() => new(0, new Dictionary<string, CallBudget> { ["POST /tasks"] = new(120, 250) }, new Dictionary<string, ScenarioBudget>(), 0.05,
        new RegressionBudget(new Dictionary<string, RatioBudget> { ["POST /tasks"] = new(30, 600, 0.03) }));

    private static BudgetLine Line(IReadOnlyList<BudgetLine> lines, string metric) => lines.Single(l => l.Metric == metric);

    private string Write(string json)
    {
        var file = Path.Combine(_folder.FullName, "budgets.json");
        File.WriteAllText(file, json);
        return file;
    }
}
