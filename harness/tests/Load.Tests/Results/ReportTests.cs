using System.Text.RegularExpressions;
using TaskTracker.Load.Budgets;
using TaskTracker.Load.Costs;
using TaskTracker.Load.Reports;
using TaskTracker.Load.Results;

namespace TaskTracker.Load.Tests.Results;

public sealed class ReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tasktracker-load-");

    [Fact]
    public void A_report_is_one_file_that_needs_nothing_else()
    {
        var page = Written(SampleRuns.Of([2.0, 2.1], [0.1, 0.1]), "index.html");

        Assert.DoesNotMatch(@"(src|href)=""", page);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.All(["budgets", "latency", "throughput", "parts", "errors", "capacity", "cost", "limits", "all"], id => Assert.Contains($"<section id=\"{id}\">", page, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_target_says_cannot_become_markup() =>
        Assert.Contains("status &lt;500&gt;", Written(SampleRuns.Of([2.0], errors: 3), "index.html"), StringComparison.Ordinal);

    [Fact]
    public void A_baseline_is_compared_with()
    {
        var page = Written(SampleRuns.Of([3.0, 3.1, 3.05]), "index.html", baseline: SampleRuns.Of([2.0, 2.1, 2.05]));

        Assert.Contains("<section id=\"comparison\">", page, StringComparison.Ordinal);
        Assert.Contains("slower", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_budget_line_is_a_case_of_the_test_report()
    {
        var run = SampleRuns.Of([2.0], [0.1]);

        var cases = Written(run, "junit.xml");

        Assert.Equal(Judged(run).Budgets.Count, Regex.Count(cases, "<testcase "));
    }

    [Fact]
    public void A_run_cut_short_is_marked_everywhere()
    {
        var run = SampleRuns.Of([2.0]) with { Incomplete = "interrupted" };

        Assert.Contains("incomplete", Written(run, "index.html"), StringComparison.Ordinal);
        Assert.Contains("incomplete", Written(run, "summary.md"), StringComparison.Ordinal);
        Assert.Contains("interrupted", Written(run, "junit.xml"), StringComparison.Ordinal);
        Assert.Equal("interrupted", ResultFile.Read(_folder.FullName).Incomplete);
    }

    [Fact]
    public void Results_read_as_they_were_written()
    {
        var run = SampleRuns.Of([2.0, 2.2], [0.1, 0.1]);

        Written(run, ResultFile.Name);

        Assert.Equivalent(Judged(run), ResultFile.Read(_folder.FullName), strict: true);
    }

    [Fact]
    public void Another_schema_is_refused_by_name()
    {
        var file = Path.Combine(_folder.FullName, ResultFile.Name);
        File.WriteAllText(file, "[]");

        Assert.Contains(file, Assert.Throws<UnreadableFile>(() => ResultFile.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_products_own_estimate_comes_to_five_dollars_and_five_cents()
    {
        var lines = CostSheet.Seed(Prices.Newest(Checkout.LoadTests));

        Assert.Equal(5.05, lines.Sum(l => l.Then), precision: 2);
    }

    [Fact]
    public void A_million_requests_cost_what_the_prices_say()
    {
        var facts = new CapacityFacts(100, [new FunctionUse("CreateTask", "x86_64", 512, 100, 20, 2)], ReadUnitsPerRequest: 0, WriteUnitsPerRequest: 1, BytesOutPerRequest: 0, LogBytesPerCall: 1_000);

        var sheet = CostSheet.Of(facts, Prices.Newest(Checkout.LoadTests), 1e6, isHttpApi: true);

        // 1M × 20 ms × 0.5 GB are 10,000 GB-seconds; 1M × 1,000 bytes are 1 GB.
        Assert.Equal(0.20 + 0.1667 + 1.00 + 0.625 + 0.50, sheet.Sum(l => l.PerMonth), precision: 3);
    }

    [Fact]
    public void What_breaks_first_is_what_is_furthest_over_its_limit()
    {
        var facts = new CapacityFacts(100, [new FunctionUse("GetTasks", "x86_64", 512, 100, 20, 2)], 1, 0.3, 4_000, 600);

        Assert.All(Limits.At(1, facts, 1_000, 300), use => Assert.True(use.Share <= 1, use.Limit));
        Assert.Contains(Limits.At(100, facts, 1_000, 300), use => use is { Limit: "answer to GET /tasks without limit", Share: > 1 });
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static RunResult Judged(RunResult run) => run with { Budgets = BudgetCheck.Of(run, BudgetFile.Read(Path.Combine(Checkout.LoadTests, "budgets.json")).Targets["embedded"]) };

    private string Written(RunResult run, string file, RunResult? baseline = null)
    {
        ReportFolder.Write(_folder.FullName, Checkout.LoadTests, Judged(run), baseline);
        return File.ReadAllText(Path.Combine(_folder.FullName, file));
    }
}
