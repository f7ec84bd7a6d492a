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

        await ProvisionAsync("DELETE", name, "?Qualifier=1");
        Assert.Equal("FUNCTION_ERROR_INIT_FAILURE: Runtime.ExitError", $"{failed["StatusReason"]}");
    }

    [Theory]
    [InlineData("more than there is", 1001, "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000].")]
    [InlineData("more than may be taken", 901, "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].")]
    [InlineData("nothing", 0, "1 validation error detected: Value '0' at 'provisionedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [Parity("lambda:PutProvisionedConcurrencyConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_provisioned_concurrency_limits, test_provisioned_concurrency_exceptions")]
    public async Task What_the_account_has_not_left_cannot_be_provisioned(string why, int count, string message)
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/versions");

        var refused = await ProvisionAsync("PUT", name, "?Qualifier=1", Wanted(count));

        Assert.Equal((why, 400, message), (why, refused.Status, Message(refused)));
    }

    [Fact]
    [Parity("lambda:PutFunctionConcurrency", Evidence.Recorded, "lambda_/test_lambda: test_reserved_provisioned_overlap")]
    [Parity("lambda:PutProvisionedConcurrencyConfig", Evidence.Recorded, "lambda_/test_lambda: test_reserved_provisioned_overlap")]
    public async Task What_is_provisioned_is_part_of_what_is_reserved()
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/versions");
        await ProvisionAsync("PUT", name, "?Qualifier=1", Wanted(2));

        var tooLittle = await ConcurrencyAsync("PUT", name, """{"ReservedConcurrentExecutions":1}""");
        var enough = await ConcurrencyAsync("PUT", name, """{"ReservedConcurrentExecutions":2}""");
        var tooMuch = await ProvisionAsync("PUT", name, "?Qualifier=1", Wanted(3));
        await functions.CallAsync("DELETE", $"/{name}");

        Assert.Equal((400, " ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2]."), (tooLittle.Status, Message(tooLittle)));
        Assert.Equal(200, enough.Status);
        Assert.Equal((400, "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function"), (tooMuch.Status, Message(tooMuch)));
    }

    [Fact]
    [Parity("lambda:PutFunctionConcurrency", Evidence.Documented, ProvisionedPage)]
    public async Task What_is_provisioned_for_one_function_cannot_be_reserved_for_another()
    {
        var name = await functions.CreateAsync("init-exit");
        var other = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/versions");
        await ProvisionAsync("PUT", name, "?Qualifier=1", Wanted(1));

        var refused = await ConcurrencyAsync("PUT", other, """{"ReservedConcurrentExecutions":900}""");
        var taken = await ConcurrencyAsync("PUT", other, """{"ReservedConcurrentExecutions":899}""");
        await functions.CallAsync("DELETE", $"/{name}");
        await functions.CallAsync("DELETE", $"/{other}");

        Assert.Equal((400, 200), (refused.Status, taken.Status));
    }

    [Fact]
    [Parity("lambda:PutProvisionedConcurrencyConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_lambda_provisioned_lifecycle")]
    public async Task A_version_is_provisioned_by_its_number_or_by_its_alias()
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/versions");
        await functions.CallAsync("POST", $"/{name}/aliases", """{"Name":"live","FunctionVersion":"1"}""");

        await ProvisionAsync("PUT", name, "?Qualifier=1", Wanted(1));
        var alias = await ProvisionAsync("PUT", name, "?Qualifier=live", Wanted(1));
        await ProvisionAsync("DELETE", name, "?Qualifier=1");
        var free = await ProvisionAsync("PUT", name, "?Qualifier=live", Wanted(1));
        var version = await ProvisionAsync("PUT", name, "?Qualifier=1", Wanted(1));
        await functions.CallAsync("DELETE", $"/{name}");

        Assert.Equal((409, "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version"), (alias.Status, Message(alias)));
        Assert.Equal(202, free.Status);
        Assert.Equal((409, "ResourceConflictException", "Version is pointed by a Provisioned Concurrency alias"), (version.Status, version.Headers["x-amzn-ErrorType"], Message(version)));
    }

    [Fact]
    [Parity("lambda:UpdateAlias", Evidence.Unverified, "that a version is provisioned once is documented, how AWS words the refusal of the update is not")]
    public async Task A_provisioned_alias_does_not_move_to_what_cannot_be_provisioned_by_it()
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/versions");
        await functions.UpdateCodeAsync(name, "second", ",\"Publish\":true");
        await functions.CallAsync("POST", $"/{name}/aliases", """{"Name":"live","FunctionVersion":"1"}""");
        await ProvisionAsync("PUT", name, "?Qualifier=live", Wanted(1));
        await ProvisionAsync("PUT", name, "?Qualifier=2", Wanted(1));

        var provisioned = await MoveAsync(name, "2");
        var unpublished = await MoveAsync(name, "$LATEST");
        await ProvisionAsync("DELETE", name, "?Qualifier=2");
        var free = await MoveAsync(name, "2");
        await functions.CallAsync("DELETE", $"/{name}");

        Assert.Equal((409, "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version"), (provisioned.Status, Message(provisioned)));
        Assert.Equal((400, "Provisioned Concurrency Configs cannot be applied to unpublished function versions."), (unpublished.Status, Message(unpublished)));
        Assert.Equal(200, free.Status);
    }

    [Fact]
    [Parity("lambda:PutProvisionedConcurrencyConfig", Evidence.Unverified, "that two aliases cannot provision one version is documented, the message is that of an alias and its version")]
    public async Task A_version_is_provisioned_by_one_of_its_aliases()
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/versions");
        await functions.CallAsync("POST", $"/{name}/aliases", """{"Name":"live","FunctionVersion":"1"}""");
        await functions.CallAsync("POST", $"/{name}/aliases", """{"Name":"next","FunctionVersion":"1"}""");

        await ProvisionAsync("PUT", name, "?Qualifier=live", Wanted(1));
        var other = await ProvisionAsync("PUT", name, "?Qualifier=next", Wanted(1));
        var same = await ProvisionAsync("PUT", name, "?Qualifier=live", Wanted(2));
        await functions.CallAsync("DELETE", $"/{name}");

        Assert.Equal((409, "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version"), (other.Status, Message(other)));
        Assert.Equal(202, same.Status);
    }

    /// <summary>Method, qualifier, status, message.</summary>
    [Theory]
    [InlineData("GET", "$LATEST", 400, "The function resource provided must be an alias or a published version.")]
    [InlineData("DELETE", "$LATEST", 400, "The function resource provided must be an alias or a published version.")]
    [InlineData("GET", "noalias", 404, "Cannot find alias arn: ARN:noalias")]
    [InlineData("DELETE", "noalias", 404, "Cannot find alias arn: ARN:noalias")]
    [InlineData("PUT", "noalias", 404, "Cannot find alias arn: ARN:noalias")]
    [InlineData("GET", "10", 404, "Function not found: ARN:10")]
    [Parity("lambda:GetProvisionedConcurrencyConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_provisioned_concurrency_exceptions")]
    [Parity("lambda:DeleteProvisionedConcurrencyConfig", Evidence.Recorded, "lambda_/test_lambda_api: test_provisioned_concurrency_exceptions")]
    public async Task What_is_not_published_has_nothing_provisioned(string method, string qualifier, int status, string message)
    {
        var name = await functions.CreateAsync("echo");

        var refused = await ProvisionAsync(method, name, "?Qualifier=" + qualifier, method == "PUT" ? Wanted(1) : "");

        Assert.Equal((status, message.Replace("ARN", Functions.Arn(name), StringComparison.Ordinal)), (refused.Status, Message(refused)));
    }

    [Fact]
    [Parity("lambda:PutProvisionedConcurrencyConfig", Evidence.Unverified, "users' reports of the message")]
    public async Task An_alias_of_what_is_not_published_cannot_be_provisioned()
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/aliases", """{"Name":"newest","FunctionVersion":"$LATEST"}""");

        var refused = await ProvisionAsync("PUT", name, "?Qualifier=newest", Wanted(1));

        Assert.Equal((400, "Provisioned Concurrency Configs cannot be applied to unpublished function versions."), (refused.Status, Message(refused)));
    }

    [Theory]
    [InlineData("PUT", "2017-10-31")]
    [InlineData("GET", "2019-09-30")]
    [InlineData("DELETE", "2017-10-31")]
    [Parity("lambda:PutFunctionConcurrency", Evidence.Recorded, "lambda_/test_lambda_api: test_function_concurrency_exceptions")]
    [Parity("lambda:GetFunctionConcurrency", Evidence.Unverified, "the message was recorded of PutFunctionConcurrency")]
    [Parity("lambda:DeleteFunctionConcurrency", Evidence.Unverified, "the message was recorded of PutFunctionConcurrency")]
    public async Task Nothing_is_reserved_for_a_version(string method, string date)
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/versions");

        var refused = await functions.Http.SendAsync("lambda", method, $"/{date}/functions/{name}:1/concurrency", method == "PUT" ? """{"ReservedConcurrentExecutions":1}""" : "");

        Assert.Equal(
            (400, "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN."),
            (refused.Status, Message(refused)));
    }

    [Fact]
    [Parity("lambda:PutFunctionConcurrency", Evidence.Recorded, "lambda_/test_lambda_api: test_function_concurrency_exceptions")]
    public async Task Nothing_is_reserved_for_a_function_that_is_not_there()
    {
        var refused = await ConcurrencyAsync("PUT", "doesnotexist", """{"ReservedConcurrentExecutions":1}""");

        Assert.Equal((404, $"Function not found: {Functions.Arn("doesnotexist")}:$LATEST"), (refused.Status, Message(refused)));
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

    private static string Wanted(int count) => $$"""{"ProvisionedConcurrentExecutions":{{count}}}""";

    private static string Message(HttpAnswer answer) => $"{JsonNode.Parse(answer.Body)?["message"] ?? JsonNode.Parse(answer.Body)?["Message"]}";

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

    private Task<HttpAnswer> MoveAsync(string name, string version) =>
        functions.CallAsync("PUT", $"/{name}/aliases/live", $$"""{"FunctionVersion":"{{version}}"}""");

    private Task<HttpAnswer> ConcurrencyAsync(string method, string name, string body = "") =>
        functions.Http.SendAsync("lambda", method, $"/2017-10-31/functions/{name}/concurrency", body);

    private Task<HttpAnswer> ProvisionAsync(string method, string name, string query, string body = "") =>
        functions.Http.SendAsync("lambda", method, $"/2019-09-30/functions/{name}/provisioned-concurrency{query}", body);
}
