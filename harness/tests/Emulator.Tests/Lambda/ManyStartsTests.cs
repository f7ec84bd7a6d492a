namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class ManyStartsTests(Functions functions) : IClassFixture<Functions>
{
    private const string Lifecycle = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html";

    private static int MostAtOnce => 4 * Environment.ProcessorCount;

    [Fact]
    [Parity("lambda/environment", Evidence.Documented, Lifecycle)]
    public async Task A_hundred_cold_calls_start_a_few_processes_at_a_time_and_time_out_neither_there_nor_while_they_wait()
    {
        var folder = Directory.CreateTempSubdirectory("tasktracker-starts-");
        var variables = $$"""{"FOLDER":"{{folder.FullName}}","MILLISECONDS":"2500"}""";
        var name = await functions.CreateAsync("init-slow", $",\"Environment\":{{\"Variables\":{variables}}}", timeoutSeconds: 2);

        var invoked = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => functions.InvokeAsync(name)));

        folder.Delete(recursive: true);
        Assert.All(invoked, i => Assert.Null(i.FunctionError));
        Assert.All(invoked, i => Assert.InRange(int.Parse(i["starting"], System.Globalization.CultureInfo.InvariantCulture), 1, MostAtOnce));
        Assert.InRange(invoked.Select(i => i["pid"]).Distinct().Count(), 1, 50);
    }

    [Fact]
    public async Task A_function_that_never_starts_holds_up_no_other()
    {
        var hangs = await functions.CreateAsync("init-hang", timeoutSeconds: 1);
        var other = await functions.CreateAsync("echo");
        var hanging = Enumerable.Range(0, MostAtOnce).Select(_ => functions.InvokeAsync(hangs)).ToList();

        var answered = await functions.InvokeAsync(other);

        Assert.Equal(200, answered.Status);
        Assert.DoesNotContain(hanging, h => h.IsCompleted);
        Assert.All(await Task.WhenAll(hanging), h => Assert.Equal("Sandbox.Timedout", h["errorType"]));
    }

    [Fact]
    public async Task Environments_that_are_to_be_kept_ready_hold_up_no_call()
    {
        var hangs = await functions.CreateAsync("init-hang");
        var other = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{hangs}/versions");
        await functions.Http.SendAsync("lambda", "PUT", $"/2019-09-30/functions/{hangs}/provisioned-concurrency?Qualifier=1", """{"ProvisionedConcurrentExecutions":100}""");

        var answered = await functions.InvokeAsync(other);
        var config = await functions.Http.SendAsync("lambda", "GET", $"/2019-09-30/functions/{hangs}/provisioned-concurrency?Qualifier=1");

        Assert.Equal(200, answered.Status);
        Assert.Contains("IN_PROGRESS", config.Body, StringComparison.Ordinal);
    }
}
