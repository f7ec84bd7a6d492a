namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class EnvironmentTests(Functions functions) : IClassFixture<Functions>
{
    private const string Lifecycle = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html";

    [Fact]
    [Parity("lambda/environment", Evidence.Documented, Lifecycle)]
    public async Task An_environment_that_is_free_is_used_again()
    {
        var name = await functions.CreateAsync("count");

        var first = await functions.InvokeAsync(name);
        var second = await functions.InvokeAsync(name);

        Assert.Equal(first["pid"], second["pid"]);
        Assert.Equal(("1", "2"), (first["count"], second["count"]));
    }

    [Fact]
    [Parity("lambda/environment", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html")]
    public async Task Fifty_invocations_that_wait_for_each_other_all_end_each_in_an_environment_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("tasktracker-barrier-");
        var name = await functions.CreateAsync("barrier", timeoutSeconds: 300);

        var invoked = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => functions.InvokeAsync(name, $$"""{"folder":"{{folder.FullName}}","count":50}""")));

        folder.Delete(recursive: true);
        Assert.All(invoked, i => Assert.Null(i.FunctionError));
        Assert.Equal(50, invoked.Select(i => i.Payload).Distinct().Count());
    }

    [Fact]
    [Parity("lambda:UpdateFunctionCode", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html")]
    public async Task An_update_loses_no_invocation()
    {
        var name = await functions.CreateAsync("slow");
        using var updated = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 8).Select(async _ =>
        {
            var answers = new List<Invoked>();
            while (!updated.IsCancellationRequested) answers.Add(await functions.InvokeAsync(name));
            answers.Add(await functions.InvokeAsync(name));
            return answers;
        }).ToList();

        for (var i = 0; i < 5; i++)
        {
            await functions.InvokeAsync(name);
            var answer = await functions.UpdateCodeAsync(name, $"version {i}");
            Assert.Equal(200, answer.Status);
        }

        await updated.CancelAsync();
        var answers = (await Task.WhenAll(callers)).SelectMany(a => a).ToList();
        Assert.All(answers, a => Assert.Equal((200, null), (a.Status, a.FunctionError)));
    }

    [Fact]
    [Parity("lambda:UpdateFunctionConfiguration", Evidence.Documented, Lifecycle)]
    public async Task An_update_is_seen_by_the_next_invocation()
    {
        var name = await functions.CreateAsync("env");
        var before = await functions.InvokeAsync(name);
        await functions.CallAsync("PUT", $"/{name}/configuration", """{"Environment":{"Variables":{"ADDED":"yes"}}}""");

        var after = await functions.InvokeAsync(name);

        Assert.Equal(("", "yes"), (before["ADDED"], after["ADDED"]));
    }

    [Fact]
    [Parity("lambda/environment", Evidence.Recorded, "lambda_/test_lambda: test_lambda_invoke_timed_out_environment_reuse: process memory is lost")]
    public async Task A_process_that_crashed_is_replaced()
    {
        var name = await functions.CreateAsync("killed");

        var first = await functions.InvokeAsync(name);
        var second = await functions.InvokeAsync(name);

        Assert.Equal(("Runtime.ExitError", "Runtime.ExitError"), (first["errorType"], second["errorType"]));
    }

    [Fact]
    [Parity("lambda/environment", Evidence.Recorded, "lambda_/test_lambda: test_lambda_invoke_timed_out_environment_reuse: files stay")]
    [Parity("lambda/temporary files", Evidence.Deviates, "They are kept where TMPDIR says, as what asks the system for the place finds it: /tmp itself is the machine's, and their size has no limit.")]
    public async Task Temporary_files_stay_for_the_next_invocation_also_after_a_timeout_and_go_with_the_function()
    {
        var name = await functions.CreateAsync("temporary", timeoutSeconds: 3);
        var other = await functions.CreateAsync("temporary");

        var first = await functions.InvokeAsync(name);
        var second = await functions.InvokeAsync(name);
        var hung = await functions.InvokeAsync(name, "\"hang\"");
        var third = await functions.InvokeAsync(name);
        var stranger = await functions.InvokeAsync(other);
        await functions.CallAsync("DELETE", $"/{name}");

        Assert.Equal(("no", "yes", "Sandbox.Timedout", "yes", "no"), (first["wasThere"], second["wasThere"], hung["errorType"], third["wasThere"], stranger["wasThere"]));
        Assert.Equal(first["folder"], third["folder"]);
        while (Directory.Exists(first["folder"])) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.True(Directory.Exists(stranger["folder"]));
    }

    [Fact]
    public async Task A_function_that_is_deleted_ends_its_processes_and_their_children()
    {
        var name = await functions.CreateAsync("with-child");
        await functions.InvokeAsync(name);
        var processes = ProcessesIn(name);

        await functions.CallAsync("DELETE", $"/{name}");
        while (ProcessesIn(name).Count > 0) await Task.Yield();

        Assert.Equal(2, processes.Count);
    }

    /// <summary>Living processes that have the function's name in their environment.</summary>
    private static List<string> ProcessesIn(string function)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked up in /proc.");
        return [.. Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0]) && EnvironmentOf(p).Contains($"AWS_LAMBDA_FUNCTION_NAME={function}\0", StringComparison.Ordinal))];
    }

    private static string EnvironmentOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
