using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class AsynchronousTests(Functions functions) : IClassFixture<Functions>
{
    private const string Recorded = "lambda_/test_lambda: test_invocation_type_event_error";
    private const string Handling = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html";
    private const string Exceptions = "lambda_/test_lambda_api: test_lambda_eventinvokeconfig_exceptions";
    private const string Records = "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html";

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, Recorded)]
    public async Task An_event_is_accepted_and_run_afterwards()
    {
        var name = await functions.CreateAsync("log");

        var answer = await EventAsync(name);
        await functions.LinesAsync(name, "END RequestId: ", 1);

        Assert.Equal((202, ""), (answer.Status, answer.Body));
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, Recorded)]
    [Parity("lambda:PutFunctionEventInvokeConfig", Evidence.Documented, Records)]
    public async Task An_event_that_fails_is_tried_twice_more_and_its_record_is_kept_in_a_bucket()
    {
        var name = await functions.CreateAsync("fail");
        await functions.Http.SendAsync("s3", "PUT", "/failures");
        await ConfigAsync("PUT", name, """{"DestinationConfig":{"OnFailure":{"Destination":"arn:aws:s3:::failures"}}}""");

        var answer = await EventAsync(name, """{"n":1}""");
        await functions.LinesAsync(name, "END RequestId: ", 1);
        await functions.Emulator.AdvanceClockAsync("PT1M");
        await functions.LinesAsync(name, "END RequestId: ", 2);
        await functions.Emulator.AdvanceClockAsync("PT2M");
        var lines = await functions.LinesAsync(name, "END RequestId: ", 3);
        var record = await RecordAsync("failures", name);

        Assert.All(lines, l => Assert.Contains(answer.Headers["x-amzn-RequestId"], l, StringComparison.Ordinal));
        Assert.Equal(
            $$$"""{"requestId":"{{{answer.Headers["x-amzn-RequestId"]}}}","functionArn":"{{{Functions.Arn(name)}}}:$LATEST","condition":"RetriesExhausted","approximateInvokeCount":3}""",
            record["requestContext"]?.ToJsonString());
        Assert.Equal("""{"n":1}""", record["requestPayload"]?.ToJsonString());
        Assert.Equal("""{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"}""", record["responseContext"]?.ToJsonString());
        Assert.Equal("Test.Error", $"{record["responsePayload"]?["errorType"]}");
    }

    [Fact]
    public async Task A_payload_nested_deeply_is_kept_whole()
    {
        var deep = $"{new string('[', 300)}{new string(']', 300)}";
        var name = await functions.CreateAsync("fail");
        await functions.Http.SendAsync("s3", "PUT", "/deep");
        await ConfigAsync("PUT", name, """{"MaximumRetryAttempts":0,"DestinationConfig":{"OnFailure":{"Destination":"arn:aws:s3:::deep"}}}""");

        await EventAsync(name, deep);
        var record = await RecordTextAsync("deep", name);

        Assert.Contains($"\"requestPayload\":{deep},", record, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:PutFunctionEventInvokeConfig", Evidence.Documented, Handling)]
    public async Task An_event_is_not_tried_again_where_that_is_configured_and_another_function_hears_of_it()
    {
        var listener = await functions.CreateLongAsync("log");
        var name = await functions.CreateAsync("fail");
        await ConfigAsync("PUT", name, $"{{\"MaximumRetryAttempts\":0,\"DestinationConfig\":{{\"OnFailure\":{{\"Destination\":\"{Functions.Arn(listener)}\"}}}}}}");

        await EventAsync(name);
        await functions.LinesAsync(listener.Split(':')[0], "END RequestId: ", 1);

        Assert.Single(await functions.LinesAsync(name, "END RequestId: ", 1));
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Documented, Handling)]
    public async Task An_event_that_is_throttled_until_it_is_too_old_is_given_up()
    {
        var folder = Directory.CreateTempSubdirectory("tasktracker-busy-");
        var name = await functions.CreateAsync("barrier", timeoutSeconds: 300);
        await functions.Http.SendAsync("s3", "PUT", "/old");
        await ConfigAsync("PUT", name, """{"MaximumEventAgeInSeconds":60,"DestinationConfig":{"OnFailure":{"Destination":"arn:aws:s3:::old"}}}""");
        await ReserveAsync(name, 1);
        await EventAsync(name, $$"""{"folder":"{{folder.FullName}}","count":2}""");
        while (folder.GetFiles().Length == 0) TestContext.Current.CancellationToken.ThrowIfCancellationRequested();

        await EventAsync(name);
        JsonNode? record = null;
        while (record is null)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await functions.Emulator.AdvanceClockAsync("PT10S");
            record = await FindRecordAsync("old", name);
        }

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "another"), "", TestContext.Current.CancellationToken);
        await functions.LinesAsync(name, "END RequestId: ", 1);
        folder.Delete(recursive: true);
        Assert.Equal(("EventAgeExceeded", "{}"), ($"{record["requestContext"]?["condition"]}", record["requestPayload"]?.ToJsonString()));
    }

    [Fact]
    [Parity("lambda:Invoke", Evidence.Recorded, "lambda_/test_lambda: test_reserved_concurrency")]
    public async Task An_event_of_a_function_that_nothing_is_reserved_for_is_given_up_at_once()
    {
        var name = await functions.CreateAsync("echo");
        await functions.Http.SendAsync("s3", "PUT", "/stopped");
        await ConfigAsync("PUT", name, """{"DestinationConfig":{"OnFailure":{"Destination":"arn:aws:s3:::stopped"}}}""");
        await ReserveAsync(name, 0);

        await EventAsync(name, "7");
        var record = await RecordAsync("stopped", name);

        Assert.Equal(
            ("ZeroReservedConcurrency", "0", "7", null),
            ($"{record["requestContext"]?["condition"]}", $"{record["requestContext"]?["approximateInvokeCount"]}", $"{record["requestPayload"]}", record["responseContext"]));
    }

    [Fact]
    [Parity("lambda:PutFunctionEventInvokeConfig", Evidence.Recorded, Exceptions)]
    public async Task A_function_whose_name_begins_as_the_functions_own_can_be_its_destination()
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", "", functions.Request(name + "-failed", "log"));

        var answer = await ConfigAsync("PUT", name, $$$$"""{"DestinationConfig":{"OnFailure":{"Destination":"{{{{Functions.Arn(name)}}}}-failed"}}}""");

        Assert.True(answer.Status == 200, answer.Body);
    }

    [Fact]
    [Parity("lambda:PutFunctionEventInvokeConfig", Evidence.Unverified, "that a function must be there was recorded; that its alias must be there was not")]
    public async Task An_alias_that_is_not_there_cannot_be_a_destination()
    {
        var name = await functions.CreateAsync("echo");
        var listener = Functions.Arn(await functions.CreateAsync("log")) + ":nobody";

        var answer = await ConfigAsync("PUT", name, $$$$"""{"DestinationConfig":{"OnFailure":{"Destination":"{{{{listener}}}}"}}}""");

        Assert.Equal((400, $"The destination ARN {listener} is invalid."), (answer.Status, $"{JsonNode.Parse(answer.Body)?["message"]}"));
    }

    /// <summary>Method, path, body, the message.</summary>
    [Theory]
    [InlineData("PUT", "nobody/event-invoke-config", """{"MaximumRetryAttempts":1}""", "The function doesn't exist.")]
    [InlineData("PUT", "NAME/event-invoke-config?Qualifier=nobody", """{"MaximumRetryAttempts":1}""", "The function doesn't exist.")]
    [InlineData("POST", "nobody/event-invoke-config", """{"MaximumRetryAttempts":1}""", "The function doesn't exist.")]
    [InlineData("POST", "NAME/event-invoke-config", """{"MaximumRetryAttempts":1}""", "The function ARN:$LATEST doesn't have an EventInvokeConfig")]
    [InlineData("GET", "nobody/event-invoke-config/list", "", "The function doesn't exist.")]
    [Parity("lambda:PutFunctionEventInvokeConfig", Evidence.Recorded, Exceptions)]
    [Parity("lambda:UpdateFunctionEventInvokeConfig", Evidence.Recorded, Exceptions)]
    [Parity("lambda:ListFunctionEventInvokeConfigs", Evidence.Recorded, Exceptions)]
    public async Task What_is_not_there_is_not_configured(string method, string path, string body, string message)
    {
        var name = await functions.CreateAsync("echo");

        var answer = await functions.Http.SendAsync("lambda", method, "/2019-09-25/functions/" + path.Replace("NAME", name, StringComparison.Ordinal), body);

        Assert.Equal((404, message.Replace("ARN", Functions.Arn(name), StringComparison.Ordinal)), (answer.Status, $"{JsonNode.Parse(answer.Body)?["Message"]}"));
    }

    [Fact]
    [Parity("lambda:GetFunctionEventInvokeConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_lambda_eventinvokeconfig_lifecycle")]
    [Parity("lambda:UpdateFunctionEventInvokeConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_lambda_eventinvokeconfig_lifecycle")]
    [Parity("lambda:DeleteFunctionEventInvokeConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_lambda_eventinvokeconfig_lifecycle")]
    [Parity("lambda:ListFunctionEventInvokeConfigs", Evidence.Recorded, "lambda_/test_lambda_api: test_lambda_eventinvokeconfig_lifecycle")]
    public async Task What_becomes_of_events_is_put_updated_listed_and_deleted()
    {
        var name = await functions.CreateAsync("echo");
        await ConfigAsync("PUT", name, """{"MaximumRetryAttempts":1}""");
        var updated = await ConfigAsync("POST", name, """{"MaximumEventAgeInSeconds":120}""");
        var read = await ConfigAsync("GET", name);
        var list = await functions.Http.SendAsync("lambda", "GET", $"/2019-09-25/functions/{name}/event-invoke-config/list");
        var deleted = await ConfigAsync("DELETE", name);
        var gone = await ConfigAsync("GET", name);

        Assert.Contains($"{Functions.Arn(name)}:$LATEST\",\"MaximumRetryAttempts\":1,\"MaximumEventAgeInSeconds\":120,\"DestinationConfig\":{{\"OnSuccess\":{{}},\"OnFailure\":{{}}}}}}", updated.Body, StringComparison.Ordinal);
        Assert.Equal(updated.Body, read.Body);
        Assert.Contains("\"FunctionEventInvokeConfigs\":[{", list.Body, StringComparison.Ordinal);
        Assert.Equal((204, 404, $"The function {Functions.Arn(name)}:$LATEST doesn't have an EventInvokeConfig"), (deleted.Status, gone.Status, $"{JsonNode.Parse(gone.Body)?["Message"]}"));
    }

    /// <summary>Why, request, what the message begins with; OWN is the function's ARN.</summary>
    [Theory]
    [InlineData("nothing", "{}", "You must specify at least one of error handling or destination setting.")]
    [InlineData("too often", """{"MaximumRetryAttempts":3}""", "1 validation error detected: Value '3' at 'maximumRetryAttempts'")]
    [InlineData("a queue", """{"DestinationConfig":{"OnFailure":{"Destination":"arn:aws:sqs:us-east-1:000000000000:q"}}}""", "The destination arn:aws:sqs:us-east-1:000000000000:q: functions and, for failures, buckets can be destinations.")]
    [InlineData("success to a bucket", """{"DestinationConfig":{"OnSuccess":{"Destination":"arn:aws:s3:::b"}}}""", "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=arn:aws:s3:::b), onFailure=null) is invalid.")]
    [InlineData("itself", """{"DestinationConfig":{"OnFailure":{"Destination":"OWN"}}}""", "You can't specify the function as a destination for itself.")]
    [InlineData("itself, with its version", """{"DestinationConfig":{"OnSuccess":{"Destination":"OWN:$LATEST"}}}""", "You can't specify the function as a destination for itself.")]
    [InlineData("no such function", """{"DestinationConfig":{"OnFailure":{"Destination":"OWN-nobody"}}}""", "The destination ARN OWN-nobody is invalid.")]
    [InlineData("another region's function", """{"DestinationConfig":{"OnFailure":{"Destination":"arn:aws:lambda:eu-west-1:000000000000:function:nobody"}}}""", "The destination ARN arn:aws:lambda:eu-west-1:000000000000:function:nobody is invalid.")]
    [Parity("lambda:PutFunctionEventInvokeConfig", Evidence.Recorded, Exceptions)]
    [Parity("lambda:UpdateFunctionEventInvokeConfig", Evidence.Recorded, Exceptions)]
    [Parity("lambda:PutFunctionEventInvokeConfig", Evidence.Deviates, "queues, topics and event buses are refused by name")]
    public async Task A_configuration_that_cannot_be_is_refused(string why, string request, string message)
    {
        var name = await functions.CreateAsync("echo");
        string Named(string text) => text.Replace("OWN", Functions.Arn(name), StringComparison.Ordinal);
        await ConfigAsync("PUT", name, """{"MaximumRetryAttempts":1}""");

        foreach (var method in new[] { "PUT", "POST" })
        {
            var answer = await ConfigAsync(method, name, Named(request));

            Assert.Equal((why, method, 400), (why, method, answer.Status));
            Assert.StartsWith(Named(message), $"{JsonNode.Parse(answer.Body)?["message"]}", StringComparison.Ordinal);
        }
    }

    private Task<HttpAnswer> ReserveAsync(string name, int most) =>
        functions.Http.SendAsync("lambda", "PUT", $"/2017-10-31/functions/{name}/concurrency", $$"""{"ReservedConcurrentExecutions":{{most}}}""");

    private Task<HttpAnswer> EventAsync(string name, string payload = "{}") =>
        functions.CallAsync("POST", $"/{name}/invocations", payload, ("X-Amz-Invocation-Type", "Event"));

    private Task<HttpAnswer> ConfigAsync(string method, string name, string body = "") =>
        functions.Http.SendAsync("lambda", method, $"/2019-09-25/functions/{name}/event-invoke-config", body);

    private async Task<JsonNode> RecordAsync(string bucket, string name) => JsonNode.Parse(await RecordTextAsync(bucket, name)) ?? new JsonObject();

    private async Task<string> RecordTextAsync(string bucket, string name)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (await FindTextAsync(bucket, name) is { } record) return record;
        }
    }

    private async Task<JsonNode?> FindRecordAsync(string bucket, string name) => await FindTextAsync(bucket, name) is { } text ? JsonNode.Parse(text) : null;

    private async Task<string?> FindTextAsync(string bucket, string name)
    {
        var list = await functions.Http.SendAsync("s3", "GET", $"/{bucket}?list-type=2&prefix=aws%2Flambda%2Fasync%2F{name}%2F");
        var begin = list.Body.IndexOf("<Key>", StringComparison.Ordinal);
        if (begin < 0) return null;
        var key = list.Body[(begin + 5)..list.Body.IndexOf("</Key>", StringComparison.Ordinal)];
        return (await functions.Http.SendAsync("s3", "GET", $"/{bucket}/{key}")).Body;
    }
}
