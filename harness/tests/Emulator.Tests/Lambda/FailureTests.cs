namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class FailureTests(Functions functions) : IClassFixture<Functions>
{
    private const string Exit = "lambda_/test_lambda_runtime: test_lambda_runtime_exit, test_lambda_handler_exit";
    private const string Troubleshooting = "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html";

    /// <summary>Ten seconds of real time for the first start, and the function's timeout for the second: the limits are Lambda's own.</summary>
    [Fact]
    [Parity("lambda/memory", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html")]
    public async Task A_function_that_takes_more_memory_than_it_has_is_killed()
    {
        var name = await functions.CreateAsync("eat");

        var invoked = await functions.InvokeAsync(name);

        Assert.Equal("Unhandled", invoked.FunctionError);
        Assert.Equal(("Runtime.OutOfMemory", $"RequestId: {invoked.RequestId} Error: Runtime exited with error: signal: killed"), (invoked["errorType"], invoked["errorMessage"]));
        Assert.Contains("Memory Size: 128 MB\tMax Memory Used: 128 MB\t", invoked.Log, StringComparison.Ordinal);
        Assert.EndsWith("Status: error\tError Type: Runtime.OutOfMemory\n", invoked.Log, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda/runtime", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html")]
    public async Task An_answer_that_comes_when_the_invocation_is_over_is_nobodys()
    {
        var name = await functions.CreateAsync("late", timeoutSeconds: 1);

        var invoked = await functions.InvokeAsync(name);
        var next = await functions.InvokeAsync(name);

        Assert.Equal(("Sandbox.Timedout", "Sandbox.Timedout"), (invoked["errorType"], next["errorType"]));
    }

    [Fact]
    [Parity("lambda/runtime", Evidence.Unverified, "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html")]
    public async Task A_process_that_works_on_after_its_answer_holds_up_no_other_event()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked up in /proc.");
        var name = await functions.CreateAsync("never-polls-again", timeoutSeconds: 60);

        var first = await functions.InvokeAsync(name);
        var second = await functions.InvokeAsync(name);

        Assert.NotEqual(first.Payload, second.Payload);
        Assert.True(Directory.Exists($"/proc/{first.Payload}"), "The first process is ended at its timeout only.");
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: a start over 10 seconds is repeated with the invocation")]
    public async Task A_process_that_never_becomes_ready_runs_out_of_time_twice()
    {
        var name = await functions.CreateAsync("init-hang", timeoutSeconds: 1);

        var invoked = await functions.InvokeAsync(name);
        var log = (await functions.LogAsync(name)).Select(l => l.Message).ToList();

        Assert.Equal("Sandbox.Timedout", invoked["errorType"]);
        Assert.Contains("Task timed out after 1.00 seconds", invoked["errorMessage"], StringComparison.Ordinal);
        Assert.Contains(log, l => l.StartsWith("INIT_REPORT Init Duration: 1", StringComparison.Ordinal) && l.EndsWith("Phase: init\tStatus: timeout\n", StringComparison.Ordinal));
        Assert.EndsWith("\tStatus: timeout\n", invoked.Log, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, "lambda_/test_lambda_common: test_uncaught_exception_invoke")]
    public async Task An_error_that_the_function_reports_is_the_answer()
    {
        var name = await functions.CreateAsync("fail");

        var invoked = await functions.InvokeAsync(name);

        Assert.Equal((200, "Unhandled", """{"errorType":"Test.Error","errorMessage":"it broke"}"""), (invoked.Status, invoked.FunctionError, invoked.Payload));
        Assert.Equal("$LATEST", invoked.Headers["X-Amz-Executed-Version"]);
        Assert.EndsWith("\t\n", invoked.Log, StringComparison.Ordinal);
    }

    /// <summary>Handler, what the message says behind the request id.</summary>
    [Theory]
    [InlineData("exit-clean", "Runtime exited without providing a reason")]
    [InlineData("exit", "Runtime exited with error: exit status 1")]
    [InlineData("killed", "Runtime exited with error: signal: killed")]
    [InlineData("init-exit", "Runtime exited with error: exit status 3")]
    [Parity("lambda:Invoke", Evidence.Recorded, Exit)]
    [Parity("lambda:Invoke", Evidence.Documented, Troubleshooting)]
    public async Task A_process_that_ends_fails_its_invocation(string handler, string message)
    {
        var name = await functions.CreateAsync(handler);

        var invoked = await functions.InvokeAsync(name);

        Assert.Equal((200, "Unhandled", "Runtime.ExitError"), (invoked.Status, invoked.FunctionError, invoked["errorType"]));
        Assert.Equal($"RequestId: {invoked.RequestId} Error: {message}", invoked["errorMessage"]);
        Assert.Contains($"RequestId: {invoked.RequestId} Error: {message}\nRuntime.ExitError\nEND RequestId: {invoked.RequestId}\n", invoked.Log, StringComparison.Ordinal);
        Assert.EndsWith("Status: error\tError Type: Runtime.ExitError\n", invoked.Log, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Documented, "https://github.com/blinkist/terraform-aws-airship-ecs-service/issues/60")]
    public async Task A_function_whose_role_is_gone_cannot_be_invoked()
    {
        await functions.Http.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "gone"), ("AssumeRolePolicyDocument", Functions.Trust));
        await functions.CallAsync("POST", "", functions.Request("without-role", "echo").Replace(Functions.Role, "arn:aws:iam::000000000000:role/gone", StringComparison.Ordinal));
        await functions.Http.QueryAsync("iam", "2010-05-08", "DeleteRole", ("RoleName", "gone"));

        var invoked = await functions.InvokeAsync("without-role");

        Assert.Equal((403, "AccessDeniedException"), (invoked.Status, invoked.Headers["x-amzn-ErrorType"]));
        Assert.Equal("The role defined for the function cannot be assumed by Lambda.", invoked["message"] + invoked["Message"]);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, "lambda_/test_lambda: test_lambda_invoke_with_timeout")]
    [Parity("lambda:Invoke", Evidence.Recorded, "lambda_/test_lambda: test_lambda_invoke_timed_out_environment_reuse")]
    public async Task A_function_that_takes_too_long_is_ended()
    {
        var name = await functions.CreateAsync("hang", timeoutSeconds: 1);

        var invoked = await functions.InvokeAsync(name);

        Assert.Equal((200, "Unhandled"), (invoked.Status, invoked.FunctionError));
        Assert.Equal($$"""{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: {{invoked.RequestId}} Error: Task timed out after 1.00 seconds"}""", invoked.Payload);
        Assert.Matches(
            $@"before the end\n\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z {invoked.RequestId} Task timed out after 1\.00 seconds\n\nEND RequestId: {invoked.RequestId}\n"
            + @"REPORT .*\tDuration: 1000\.00 ms\t.*\tStatus: timeout\n$", invoked.Log);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, "lambda_/test_lambda_runtime: test_lambda_runtime_error")]
    [Parity("lambda/runtime-api", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-invoke-with-errors")]
    public async Task A_start_that_fails_is_tried_again_and_then_is_the_answer()
    {
        var name = await functions.CreateAsync("init-fail");

        var invoked = await functions.InvokeAsync(name);
        var log = await functions.LogAsync(name);

        Assert.Equal((200, "Unhandled", """{"errorType":"Test.Init","errorMessage":"no config"}"""), (invoked.Status, invoked.FunctionError, invoked.Payload));
        Assert.Equal(2, log.Count(l => l.Message == "last words\n"));
        Assert.Matches(@"^INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: init\tStatus: error\tError Type: Test\.Error\n$", log.First(l => l.Message.StartsWith("INIT_REPORT", StringComparison.Ordinal)).Message);
        Assert.Contains("\tPhase: invoke\t", log.Last(l => l.Message.StartsWith("INIT_REPORT", StringComparison.Ordinal)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, "lambda_/test_lambda: test_lambda_too_large_response")]
    public async Task A_response_that_is_too_large_is_an_error_of_the_function()
    {
        var name = await functions.CreateAsync("too-large");

        var invoked = await functions.InvokeAsync(name);

        Assert.Equal("Unhandled", invoked.FunctionError);
        Assert.Equal(("Function.ResponseSizeTooLarge", "Response payload size exceeded maximum allowed payload size (6291556 bytes)."), (invoked["errorType"], invoked["errorMessage"]));
    }

    /// <summary>Handler that answers and then does not ask for its next event.</summary>
    [Theory]
    [InlineData("answer-and-exit")]
    [InlineData("answer-and-hang")]
    public async Task A_process_that_is_lost_after_its_answer_costs_nobody_an_invocation(string handler)
    {
        var name = await functions.CreateAsync(handler, timeoutSeconds: 1);

        var invoked = new List<Invoked>();
        for (var i = 0; i < 3; i++) invoked.Add(await functions.InvokeAsync(name));

        Assert.All(invoked, i => Assert.Equal((200, "\"done\"", null), (i.Status, i.Payload, i.FunctionError)));
    }

    [Fact]
    [Parity("lambda/runtime-api", Evidence.Unverified, "as the runtime interface emulator that AWS publishes does: rapi/handler, core/states.go")]
    public async Task A_runtime_that_misuses_its_API_is_told()
    {
        var name = await functions.CreateAsync("misuse");

        var invoked = await functions.InvokeAsync(name);
        var next = await functions.InvokeAsync(name);

        Assert.Equal("""{"unknown":400,"again":200,"same":1,"lateInit":403,"nowhere":404}""", invoked.Payload);
        Assert.Equal(invoked.Payload, next.Payload);
        Assert.Contains(await functions.LogAsync(name), l => l.Message.StartsWith("second answer: 403 ", StringComparison.Ordinal) && l.Message.Contains("InvalidStateTransition", StringComparison.Ordinal));
    }
}
