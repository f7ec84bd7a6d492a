using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace TaskTracker.Cli.Tests;

/// <summary>Load runs as a person or a script starts them, on a product that is up.</summary>
public sealed class LoadVerbTests(RunningProduct product) : IClassFixture<RunningProduct>
{
    [Fact]
    public async Task A_run_writes_its_report_and_says_where_it_is()
    {
        CopyLoadTests(product.Checkout);

        var result = await product.RunAsync("load", "run", "--scenario", "get-task", "--duration", "0.5", "--report", "first");

        Assert.True(result.ExitCode is 0 or 4, result.Results + result.Remarks);
        Assert.Contains("report first/index.html", result.Results, StringComparison.Ordinal);
        Assert.All(["index.html", "summary.md", "results.json", "junit.xml"], file => Assert.True(product.Checkout.Has($"first/{file}"), file));
        using var run = JsonDocument.Parse(product.Checkout.Read("first/results.json"));
        Assert.Equal(product.Record.ApiUrl, run.RootElement.GetProperty("target").GetProperty("apiUrl").GetString());
        Assert.True(run.RootElement.GetProperty("parts").GetArrayLength() > 0);
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_leaves_a_report_that_says_so()
    {
        CopyLoadTests(product.Checkout);
        await using var run = CliProcess.Start(product.Checkout.Path, "load", "run", "--scenario", "put-task", "--duration", "600", "--report", "cut");
        await run.RemarkAsync(line => line.Contains("p50", StringComparison.Ordinal));

        var result = await run.StopAsync("INT");

        Assert.Equal(130, result.ExitCode);
        Assert.Contains("interrupted", result.Results, StringComparison.Ordinal);
        Assert.Contains("incomplete", product.Checkout.Read("cut/summary.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_compared_with_itself_is_no_slower_and_added_to_itself_twice_as_much()
    {
        CopyLoadTests(product.Checkout);
        await product.RunAsync("load", "run", "--scenario", "delete-task", "--duration", "0.5", "--report", "one");

        var compared = await product.RunAsync("load", "compare", "one", "one");
        var merged = await product.RunAsync("load", "merge", "one", "one", "--report", "sum");

        Assert.Equal(0, compared.ExitCode);
        Assert.Contains("no difference to be seen", compared.Results, StringComparison.Ordinal);
        Assert.Contains("report sum/index.html", merged.Results, StringComparison.Ordinal);
        Assert.Equal(2 * Answers("one"), Answers("sum"));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_said_with_its_folder()
    {
        CopyLoadTests(product.Checkout);
        product.Checkout.Write("taken", "a file");

        var result = await product.RunAsync("load", "run", "--scenario", "get-task", "--duration", "0.5", "--report", "taken/report");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("The report cannot be written to taken/report", result.Remarks, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("load run --scenario rush-hour", 2, "--scenario is one of smoke, ")]
    [InlineData("load run --duration soon", 2, "--duration is a number of seconds")]
    [InlineData("load run --baseline none", 2, "There is no file none.")]
    [InlineData("load compare a b", 2, "There is no file a.")]
    [InlineData("load compare a b --tolerance much", 2, "--tolerance is a number of percent")]
    [InlineData("load merge a", 2, "There is no file a.")]
    [InlineData("load run --target aws --endpoint http://localhost:1", 3, "Nothing is recorded as deployed to 'aws'.")]
    [InlineData("verify --target aws", 2, "Add --yes to agree beforehand.")]
    public async Task A_mistake_is_told_with_the_way_out(string typed, int exitCode, string message)
    {
        using var folder = Folder.Checkout();
        CopyLoadTests(folder);

        var result = await CliProcess.RunAsync(folder.Path, typed.Split(' '));

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_that_has_gone_is_said_to_be_unreachable()
    {
        using var folder = Folder.Checkout();
        CopyLoadTests(folder);
        var gone = $"http://localhost:{UnusedPort()}";
        var record = product.Record with { Endpoint = gone, ApiUrl = $"{gone}/api" };
        record.Write(Path.Combine(folder.Path, ".tasktracker", "embedded.json"));

        var result = await CliProcess.RunAsync(folder.Path, "load", "run", "--endpoint", gone);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains($"{gone} does not answer", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_api_url_that_is_another_pages_is_said_to_be_wrong()
    {
        using var folder = Folder.Checkout();
        CopyLoadTests(folder);
        var record = product.Record with { ApiUrl = $"{product.Record.Endpoint}/_aws/execute-api/nothing/prod" };
        record.Write(Path.Combine(folder.Path, ".tasktracker", "embedded.json"));

        var result = await CliProcess.RunAsync(folder.Path, "load", "run", "--scenario", "get-task");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("not a list of tasks", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budgets_with_an_unknown_scenario_are_refused_before_anything_is_measured()
    {
        using var folder = Folder.Checkout();
        CopyLoadTests(folder);
        folder.Write("loadtests/budgets.json", """{"schema":1,"targets":{"embedded":{"errorShare":0,"calls":{},"scenarios":{"rush-hour":{}}}}}""");
        product.Record.Write(Path.Combine(folder.Path, ".tasktracker", "embedded.json"));

        var result = await CliProcess.RunAsync(folder.Path, "load", "run");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the scenario 'rush-hour', which does not exist", result.Remarks, StringComparison.Ordinal);
    }

    /// <summary>Of all calls and turns.</summary>
    private long Answers(string report)
    {
        using var run = JsonDocument.Parse(product.Checkout.Read($"{report}/results.json"));
        return run.RootElement.GetProperty("steps").EnumerateArray().SelectMany(s => s.GetProperty("calls").EnumerateArray()).Sum(c => c.GetProperty("count").GetInt64());
    }

    private static void CopyLoadTests(Folder folder)
    {
        var here = Deployment.Workspace.Find(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The tests run outside a checkout.");
        foreach (var file in Directory.EnumerateFiles(here.LoadTests, "*.json")) folder.Write($"loadtests/{Path.GetFileName(file)}", File.ReadAllText(file));
    }

    private static int UnusedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint?)socket.LocalEndPoint)?.Port ?? 0;
    }
}
