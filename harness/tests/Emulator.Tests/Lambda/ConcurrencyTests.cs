using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class ConcurrencyTests(Functions functions) : IClassFixture<Functions>
{
    private const string Recorded = "lambda_/test_lambda: test_reserved_concurrency, test_lambda_concurrency_block";
    private const string ReservedPage = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html";
    private const string ProvisionedPage = "https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html";

    [Fact]
    [Parity("lambda:PutFunctionConcurrency", Evidence.Recorded, Recorded)]
    [Parity("lambda:GetFunctionConcurrency", Evidence.Documented, ReservedPage)]
    [Parity("lambda:DeleteFunctionConcurrency", Evidence.Documented, ReservedPage)]
    public async Task A_function_runs_no_more_often_at_once_than_is_reserved_for_it()
    {
        var name = await functions.CreateAsync("echo");
        var put = await ConcurrencyAsync("PUT", name, """{"ReservedConcurrentExecutions":0}""");

        var blocked = await functions.InvokeAsync(name);
        var shown = await functions.CallAsync("GET", $"/{name}");
        await ConcurrencyAsync("DELETE", name);
        var free = await functions.InvokeAsync(name);
        var none = await functions.Http.SendAsync("lambda", "GET", $"/2019-09-30/functions/{name}/concurrency");

        Assert.Equal("""{"ReservedConcurrentExecutions":0}""", put.Body);
        Assert.Equal((429, "Rate Exceeded.", "ReservedFunctionConcurrentInvocationLimitExceeded", "User"), (blocked.Status, blocked["message"], blocked["Reason"], blocked["Type"]));
        Assert.Equal("0", $"{JsonNode.Parse(shown.Body)?["Concurrency"]?["ReservedConcurrentExecutions"]}");
        Assert.Equal((200, "{}"), (free.Status, none.Body));
    }

    [Fact]
    [Parity("lambda:PutFunctionConcurrency", Evidence.Recorded, "lambda_/test_lambda_api: test_function_concurrency_limits")]
    [Parity("lambda:GetAccountSettings", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html")]
    public async Task A_hundred_are_left_for_those_that_reserve_nothing()
    {
        var name = await functions.CreateAsync("echo");

        var tooMuch = await ConcurrencyAsync("PUT", name, """{"ReservedConcurrentExecutions":901}""");
        await ConcurrencyAsync("PUT", name, """{"ReservedConcurrentExecutions":900}""");
        var settings = await functions.Http.SendAsync("lambda", "GET", "/2016-08-19/account-settings/");
        await ConcurrencyAsync("DELETE", name);

        Assert.Equal(
            "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
            $"{JsonNode.Parse(tooMuch.Body)?["message"]}");
        Assert.Contains("\"ConcurrentExecutions\":1000,\"UnreservedConcurrentExecutions\":100}", settings.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:PutProvisionedConcurrencyConfig", Evidence.Documented, ProvisionedPage)]
    [Parity("lambda:GetProvisionedConcurrencyConfig", Evidence.Documented, ProvisionedPage)]
    [Parity("lambda:ListProvisionedConcurrencyConfigs", Evidence.Documented, ProvisionedPage)]
    [Parity("lambda:DeleteProvisionedConcurrencyConfig", Evidence.Documented, ProvisionedPage)]
    public async Task Provisioned_environments_are_ready_before_anybody_calls()
    {
        var name = await functions.CreateAsync("env");
        await functions.CallAsync("POST", $"/{name}/versions");

        var put = await ProvisionAsync("PUT", name, "?Qualifier=1", """{"ProvisionedConcurrentExecutions":2}""");
        var ready = await UntilAsync(name, "READY");
        var invoked = await functions.InvokeAsync($"{name}:1");
        var list = await ProvisionAsync("GET", name, "?List=ALL");
        var deleted = await ProvisionAsync("DELETE", name, "?Qualifier=1");
        var gone = await ProvisionAsync("GET", name, "?Qualifier=1");

        Assert.Equal((202, "2"), (put.Status, $"{JsonNode.Parse(put.Body)?["RequestedProvisionedConcurrentExecutions"]}"));
        Assert.Equal("2", $"{ready["AvailableProvisionedConcurrentExecutions"]}");
        Assert.Equal("provisioned-concurrency", invoked["AWS_LAMBDA_INITIALIZATION_TYPE"]);
        Assert.DoesNotContain("Init Duration", invoked.Log, StringComparison.Ordinal);
        Assert.Contains($"{Functions.Arn(name)}:1", list.Body, StringComparison.Ordinal);
        Assert.Equal((204, 404, "ProvisionedConcurrencyConfigNotFoundException"), (deleted.Status, gone.Status, gone.Headers["x-amzn-ErrorType"]));
    }

    [Fact]
    [Parity("lambda:PutProvisionedConcurrencyConfig", Evidence.Unverified, ProvisionedPage)]
    public async Task Environments_that_cannot_start_are_said_to_have_failed()
    {
        var name = await functions.CreateAsync("init-exit");
        await functions.CallAsync("POST", $"/{name}/versions");
        await ProvisionAsync("PUT", name, "?Qualifier=1", """{"ProvisionedConcurrentExecutions":1}""");

        var failed = await UntilAsync(name, "FAILED");

        Assert.Equal("FUNCTION_ERROR_INIT_FAILURE: Runtime.ExitError", $"{failed["StatusReason"]}");
    }

    [Fact]
    [Parity("lambda:PutProvisionedConcurrencyConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_provisioned_concurrency_exceptions")]
    public async Task Only_what_is_published_can_be_provisioned()
    {
        var name = await functions.CreateAsync("echo");

        var latest = await ProvisionAsync("PUT", name, "?Qualifier=$LATEST", """{"ProvisionedConcurrentExecutions":1}""");
        var unknown = await ProvisionAsync("PUT", name, "?Qualifier=9", """{"ProvisionedConcurrentExecutions":1}""");

        Assert.Equal("Provisioned Concurrency Configs cannot be applied to unpublished function versions.", $"{JsonNode.Parse(latest.Body)?["message"]}");
        Assert.Equal(404, unknown.Status);
    }

    private async Task<JsonNode> UntilAsync(string name, string status)
    {
        JsonNode? config = null;
        while ($"{config?["Status"]}" != status)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            config = JsonNode.Parse((await ProvisionAsync("GET", name, "?Qualifier=1")).Body);
        }

        return config ?? new JsonObject();
    }

    private Task<HttpAnswer> ConcurrencyAsync(string method, string name, string body = "") =>
        functions.Http.SendAsync("lambda", method, $"/2017-10-31/functions/{name}/concurrency", body);

    private Task<HttpAnswer> ProvisionAsync(string method, string name, string query, string body = "") =>
        functions.Http.SendAsync("lambda", method, $"/2019-09-30/functions/{name}/provisioned-concurrency{query}", body);
}
