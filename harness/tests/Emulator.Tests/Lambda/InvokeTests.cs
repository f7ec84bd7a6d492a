using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class InvokeTests(Functions functions) : IClassFixture<Functions>
{
    private const string Types = "lambda_/test_lambda: test_invocation_type_request_response, test_invocation_type_dry_run";

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, Types)]
    public async Task A_function_gets_the_payload_and_its_answer_comes_back()
    {
        var name = await functions.CreateAsync("echo");

        var answer = await functions.CallAsync("POST", $"/{name}/invocations", """{"a": "ü"}""");

        Assert.Equal((200, """{"a": "ü"}""", "$LATEST"), (answer.Status, answer.Body, answer.Headers["X-Amz-Executed-Version"]));
        Assert.DoesNotContain("X-Amz-Function-Error", answer.Headers.Keys);
        Assert.DoesNotContain("X-Amz-Log-Result", answer.Headers.Keys);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Unverified, "6 MB are documented in gettingstarted-limits; the message is what users report")]
    public async Task A_large_payload_goes_there_and_back()
    {
        var name = await functions.CreateAsync("echo");
        var payload = $"\"{new string('x', 6 * 1024 * 1024 - 2)}\"";

        var answer = await functions.CallAsync("POST", $"/{name}/invocations", payload);
        var larger = await functions.CallAsync("POST", $"/{name}/invocations", payload[..^1] + "x\"");

        Assert.Equal((200, payload.Length), (answer.Status, answer.Body.Length));
        Assert.Equal(413, larger.Status);
        Assert.Contains("Request must be smaller than 6291456 bytes for the InvokeFunction operation", larger.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Unverified, "1 MB is documented in gettingstarted-limits; the message is what users report, with the limit of their time")]
    public async Task An_event_is_no_larger_than_1_MB()
    {
        var name = await functions.CreateAsync("echo");
        var payload = $"\"{new string('x', 1024 * 1024 - 2)}\"";

        var largest = await functions.CallAsync("POST", $"/{name}/invocations", payload, ("X-Amz-Invocation-Type", "Event"));
        var larger = await functions.CallAsync("POST", $"/{name}/invocations", payload[..^1] + "x\"", ("X-Amz-Invocation-Type", "Event"));

        Assert.Equal((202, 413, "RequestEntityTooLargeException"), (largest.Status, larger.Status, larger.Headers["x-amzn-ErrorType"].Split(':')[0]));
        Assert.Equal("1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)", $"{JsonNode.Parse(larger.Body)?["message"]}");
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Documented, "the service model, lambda/2015-03-31: NamespacedFunctionName, FunctionName")]
    public async Task A_function_is_called_by_an_ARN_that_is_too_long_to_change_it_by()
    {
        var arn = Functions.Arn(await functions.CreateLongAsync("echo"));

        var invoked = await functions.InvokeAsync(Uri.EscapeDataString(arn), "7");
        var changed = await functions.CallAsync("PUT", $"/{Uri.EscapeDataString(arn)}/configuration", "{}");
        var longer = await functions.InvokeAsync(Uri.EscapeDataString(arn.PadRight(257, 'a')));

        Assert.Equal((200, "7"), (invoked.Status, invoked.Payload));
        Assert.EndsWith("at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 140", $"{JsonNode.Parse(changed.Body)?["message"]}", StringComparison.Ordinal);
        Assert.EndsWith("at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 256", longer["message"], StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, Types)]
    public async Task A_dry_run_runs_nothing()
    {
        var name = await functions.CreateAsync("count");

        var dry = await functions.CallAsync("POST", $"/{name}/invocations", "{}", ("X-Amz-Invocation-Type", "DryRun"));
        var first = await functions.InvokeAsync(name);

        Assert.Equal((204, ""), (dry.Status, dry.Body));
        Assert.Equal("1", first["count"]);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, "lambda_/test_lambda: test_invoke_exceptions")]
    public async Task An_unknown_function_is_not_found_with_its_version()
    {
        var answer = await functions.CallAsync("POST", "/doesnotexist/invocations", "{}");

        var error = JsonNode.Parse(answer.Body);
        Assert.Equal((404, "ResourceNotFoundException"), (answer.Status, answer.Headers["x-amzn-ErrorType"].Split(':')[0]));
        Assert.Equal(("User", $"Function not found: {Functions.Arn("doesnotexist")}:$LATEST"), ($"{error?["Type"]}", $"{error?["Message"]}"));
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, "lambda_/test_lambda: test_invoke_payload_encoding_error; the reason behind the last colon is our parser's")]
    public async Task A_payload_that_is_no_JSON_is_refused()
    {
        var name = await functions.CreateAsync("echo");

        var answer = await functions.CallAsync("POST", $"/{name}/invocations", "{broken");

        Assert.Equal((400, "InvalidRequestContentException"), (answer.Status, answer.Headers["x-amzn-ErrorType"].Split(':')[0]));
        Assert.Contains("Could not parse request body into json: Could not parse payload into json: ", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, "lambda_/test_lambda: test_invocation_with_logs, test_request_id_invoke")]
    public async Task The_end_of_the_log_comes_with_the_answer()
    {
        var name = await functions.CreateAsync("log");

        var first = await functions.InvokeAsync(name);
        var second = await functions.InvokeAsync(name);

        Assert.Matches(
            $@"^START RequestId: {first.RequestId} Version: \$LATEST\nfirst line\nsecond line\nfrom stderr\nunfinishedEND RequestId: {first.RequestId}\n"
            + $@"REPORT RequestId: {first.RequestId}\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: [1-9]\d* MB\tInit Duration: \d+\.\d\d ms\t\n$",
            first.Log);
        Assert.DoesNotContain("Init Duration", second.Log, StringComparison.Ordinal);
        Assert.EndsWith(" MB\t\n", second.Log, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html: the last 4 KB")]
    public async Task A_long_log_is_cut_to_its_last_4_KB()
    {
        var name = await functions.CreateAsync("flood");

        var invoked = await functions.InvokeAsync(name);

        Assert.Equal(4096, invoked.Log.Length);
        Assert.Contains("line 19999 of many", invoked.Log, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda/log", Evidence.Recorded, "lambda_/test_lambda: TestCloudwatchLogs::test_multi_line_prints")]
    public async Task Every_line_is_an_event_of_the_environments_stream()
    {
        var name = await functions.CreateAsync("log");
        var invoked = await functions.InvokeAsync(name);

        var log = await functions.LogAsync(name);

        Assert.StartsWith("INIT_START Runtime Version: provided:al2023.local\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:", log[0].Message, StringComparison.Ordinal);
        Assert.Equal(
            [$"START RequestId: {invoked.RequestId} Version: $LATEST\n", "first line\n", "second line\n", "from stderr\n", "unfinished", $"END RequestId: {invoked.RequestId}\n"],
            log.Skip(1).SkipLast(1).Select(l => l.Message));
        Assert.StartsWith("REPORT RequestId: ", log[^1].Message, StringComparison.Ordinal);
        Assert.Matches(@"^\d{4}/\d\d/\d\d/\[\$LATEST\][0-9a-f]{32}$", Assert.Single(log.Select(l => l.Stream).Distinct()));
    }

    [Fact]
    [Parity("lambda/environment", Evidence.Recorded, "lambda_/test_lambda_common: test_introspection_invoke")]
    public async Task A_function_finds_the_environment_of_Lambda()
    {
        var name = await functions.CreateAsync("env", ",\"MemorySize\":256,\"Environment\":{\"Variables\":{\"MINE\":\"yes\"}}");

        var invoked = await functions.InvokeAsync(name);

        Assert.Equal(("env", name, "$LATEST", "256", "on-demand"),
            (invoked["_HANDLER"], invoked["AWS_LAMBDA_FUNCTION_NAME"], invoked["AWS_LAMBDA_FUNCTION_VERSION"], invoked["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"], invoked["AWS_LAMBDA_INITIALIZATION_TYPE"]));
        Assert.Equal(("us-east-1", "us-east-1", $"/aws/lambda/{name}", "yes"),
            (invoked["AWS_REGION"], invoked["AWS_DEFAULT_REGION"], invoked["AWS_LAMBDA_LOG_GROUP_NAME"], invoked["MINE"]));
        Assert.StartsWith("ASIA", invoked["AWS_ACCESS_KEY_ID"], StringComparison.Ordinal);
        Assert.NotEqual("", invoked["AWS_SESSION_TOKEN"]);
        Assert.Equal("", invoked["HOME"]);
        Assert.Equal(Functions.Arn(name), invoked["arn"]);
    }

    [Fact]
    [Parity("lambda/environment", Evidence.Recorded, "lambda_/test_lambda: test_assume_role, the variant without @lambda_function")]
    public async Task A_function_is_a_session_of_its_role_under_its_own_name()
    {
        var name = await functions.CreateAsync("env");
        var invoked = await functions.InvokeAsync(name);
        var credentials = new Protocols.SigV4.AwsCredentials(invoked["AWS_ACCESS_KEY_ID"], invoked["AWS_SECRET_ACCESS_KEY"], invoked["AWS_SESSION_TOKEN"]);
        using var http = new SignedHttp(functions.Emulator.Endpoint, credentials);

        var identity = await http.QueryAsync("sts", "2011-06-15", "GetCallerIdentity");

        Assert.Contains($"<Arn>arn:aws:sts::000000000000:assumed-role/functions/{name}</Arn>", identity.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda/runtime-api", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html: Lambda-Runtime-Trace-Id, Deadline-Ms, Client-Context")]
    public async Task Trace_deadline_and_context_reach_the_function()
    {
        var name = await functions.CreateAsync("env");
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        var invoked = await functions.InvokeAsync(
            name + ":$LATEST", "{}", ("X-Amzn-Trace-Id", "Root=1-67fd88a4-127eb8e773d2bb6f7df47ab6"), ("X-Amz-Client-Context", Convert.ToBase64String("{}"u8)));

        Assert.StartsWith("Root=1-67fd88a4-127eb8e773d2bb6f7df47ab6;Parent=", invoked["trace"], StringComparison.Ordinal);
        Assert.InRange(long.Parse(invoked["deadline"], null), before + 59_000, before + 90_000);
        Assert.Equal(("yes", Functions.Arn(name) + ":$LATEST"), (invoked["context"], invoked["arn"]));
    }

    [Fact]
    public async Task The_record_of_a_request_says_where_its_time_went()
    {
        var name = await functions.CreateAsync("echo");
        var cold = await functions.InvokeAsync(name);
        var warm = await functions.InvokeAsync(name);

        Assert.Equal(["queue", "coldStart", "handler"], await PartsAsync(cold.RequestId));
        Assert.Equal(["queue", "handler"], await PartsAsync(warm.RequestId));
    }

    private async Task<IEnumerable<string>> PartsAsync(string requestId)
    {
        using var http = new HttpClient { BaseAddress = functions.Emulator.Endpoint };
        var text = await http.GetStringAsync(new Uri($"/_tasktracker/requests/{requestId}", UriKind.Relative), TestContext.Current.CancellationToken);
        return JsonNode.Parse(text)?["request"]?["parts"]?.AsArray().Select(p => $"{p?["name"]}") ?? [];
    }
}
