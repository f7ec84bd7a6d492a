using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class VersionTests(Functions functions) : IClassFixture<Functions>
{
    private const string VersionsPage = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html";
    private const string Recorded = "lambda_/test_lambda_api: test_publish_version, test_alias_lifecycle";

    [Fact]
    [Parity("lambda:PublishVersion", Evidence.Documented, VersionsPage)]
    [Parity("lambda:ListVersionsByFunction", Evidence.Documented, VersionsPage)]
    public async Task A_version_stays_what_the_function_was()
    {
        var name = await functions.CreateAsync("env");
        var first = await functions.CallAsync("POST", $"/{name}/versions", """{"Description":"one"}""");
        await functions.CallAsync("PUT", $"/{name}/configuration", """{"Environment":{"Variables":{"NEW":"yes"}}}""");
        var second = await functions.CallAsync("POST", $"/{name}/versions");
        var list = await functions.CallAsync("GET", $"/{name}/versions");

        var old = await functions.InvokeAsync($"{name}:1");
        var next = await functions.InvokeAsync($"{name}:2");

        Assert.Equal((201, "1", "one", $"{Functions.Arn(name)}:1"), (first.Status, Of(first, "Version"), Of(first, "Description"), Of(first, "FunctionArn")));
        Assert.Equal("2", Of(second, "Version"));
        Assert.Equal(["$LATEST", "1", "2"], (JsonNode.Parse(list.Body)?["Versions"]?.AsArray() ?? []).Select(v => $"{v?["Version"]}"));
        Assert.Equal(("", "1", "1"), (old["NEW"], old["AWS_LAMBDA_FUNCTION_VERSION"], old.Headers["X-Amz-Executed-Version"]));
        Assert.Equal(("yes", "2"), (next["NEW"], next.Headers["X-Amz-Executed-Version"]));
        Assert.Contains("Version: 1\n", old.Log, StringComparison.Ordinal);
        Assert.Contains("[1]", old["AWS_LAMBDA_LOG_STREAM_NAME"], StringComparison.Ordinal);
    }

    [Fact]
    [Parity("lambda:PublishVersion", Evidence.Documented, VersionsPage)]
    public async Task What_has_not_changed_is_not_published_again()
    {
        var name = await functions.CreateAsync("echo");
        var first = await functions.CallAsync("POST", $"/{name}/versions");

        var again = await functions.CallAsync("POST", $"/{name}/versions");

        Assert.Equal(Of(first, "RevisionId"), Of(again, "RevisionId"));
        Assert.Equal("1", Of(again, "Version"));
    }

    [Fact]
    [Parity("lambda:PublishVersion", Evidence.Recorded, Recorded)]
    public async Task A_version_of_something_else_than_expected_is_refused()
    {
        var name = await functions.CreateAsync("echo");
        var sha = Of(await functions.CallAsync("GET", $"/{name}/configuration"), "CodeSha256");

        var wrongCode = await functions.CallAsync("POST", $"/{name}/versions", """{"CodeSha256":"other"}""");
        var wrongRevision = await functions.CallAsync("POST", $"/{name}/versions", """{"RevisionId":"other"}""");

        Assert.Equal(
            (400, $"CodeSHA256 (other) is different from current CodeSHA256 in $LATEST ({sha}). Please try again with the CodeSHA256 in $LATEST."),
            (wrongCode.Status, Of(wrongCode, "message")));
        Assert.Equal((412, "PreconditionFailedException"), (wrongRevision.Status, wrongRevision.Headers["x-amzn-ErrorType"]));
    }

    [Fact]
    [Parity("lambda:CreateFunction", Evidence.Documented, VersionsPage)]
    [Parity("lambda:UpdateFunctionCode", Evidence.Documented, VersionsPage)]
    public async Task A_function_can_be_published_as_it_is_made_and_as_it_is_updated()
    {
        var name = await functions.CreateAsync("echo", ",\"Publish\":true");

        var updated = await functions.UpdateCodeAsync(name, "other code", ",\"Publish\":true");

        Assert.Equal("1", Of(await functions.CallAsync("GET", $"/{name}:1/configuration"), "Version"));
        Assert.Equal(("2", $"{Functions.Arn(name)}:2"), (Of(updated, "Version"), Of(updated, "FunctionArn")));
    }

    [Fact]
    [Parity("lambda:CreateAlias", Evidence.Recorded, Recorded)]
    [Parity("lambda:GetAlias", Evidence.Recorded, Recorded)]
    [Parity("lambda:UpdateAlias", Evidence.Recorded, Recorded)]
    [Parity("lambda:ListAliases", Evidence.Recorded, Recorded)]
    [Parity("lambda:DeleteAlias", Evidence.Recorded, Recorded)]
    public async Task An_alias_stands_for_the_version_that_it_is_given()
    {
        var name = await PublishedTwiceAsync();
        var created = await functions.CallAsync("POST", $"/{name}/aliases", """{"Name":"prod","FunctionVersion":"1","Description":"d"}""");
        var before = await functions.InvokeAsync($"{name}:prod");
        var updated = await functions.CallAsync("PUT", $"/{name}/aliases/prod", """{"FunctionVersion":"2"}""");
        var after = await functions.InvokeAsync($"{name}:prod");
        var list = await functions.CallAsync("GET", $"/{name}/aliases?FunctionVersion=2");
        var deleted = await functions.CallAsync("DELETE", $"/{name}/aliases/prod");
        var gone = await functions.CallAsync("GET", $"/{name}/aliases/prod");

        Assert.Equal((201, $"{Functions.Arn(name)}:prod", "1", "d"), (created.Status, Of(created, "AliasArn"), Of(created, "FunctionVersion"), Of(created, "Description")));
        Assert.Equal(("1", "2"), (before.Headers["X-Amz-Executed-Version"], after.Headers["X-Amz-Executed-Version"]));
        Assert.Equal(("2", "d"), (Of(updated, "FunctionVersion"), Of(updated, "Description")));
        Assert.Equal("prod", $"{JsonNode.Parse(list.Body)?["Aliases"]?[0]?["Name"]}");
        Assert.Equal((204, 404, $"Cannot find alias arn: {Functions.Arn(name)}:prod"), (deleted.Status, gone.Status, Of(gone, "Message")));
    }

    /// <summary>Why, request, status, message.</summary>
    [Theory]
    [InlineData("no such version", """{"Name":"a","FunctionVersion":"7"}""", 404, "Function not found: ARN:7")]
    [InlineData("taken", """{"Name":"prod","FunctionVersion":"1"}""", 409, "Alias already exists: ARN:prod")]
    [InlineData("a number", """{"Name":"12","FunctionVersion":"1"}""", 400, "1 validation error detected: Value '12' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)")]
    [InlineData("weights", """{"Name":"a","FunctionVersion":"1","RoutingConfig":{"AdditionalVersionWeights":{"2":0.5}}}""", 400, "RoutingConfig AdditionalVersionWeights is not supported here.")]
    [Parity("lambda:CreateAlias", Evidence.Recorded, Recorded)]
    public async Task An_alias_that_cannot_be_is_refused(string why, string request, int status, string message)
    {
        var name = await PublishedTwiceAsync();
        await functions.CallAsync("POST", $"/{name}/aliases", """{"Name":"prod","FunctionVersion":"1"}""");

        var answer = await functions.CallAsync("POST", $"/{name}/aliases", request);

        Assert.Equal(
            (why, status, message.Replace("ARN", Functions.Arn(name), StringComparison.Ordinal)),
            (why, answer.Status, Of(answer, status == 404 ? "Message" : "message")));
    }

    [Fact]
    [Parity("lambda:DeleteFunction", Evidence.Recorded, Recorded)]
    public async Task A_version_is_deleted_once_no_alias_stands_for_it()
    {
        var name = await PublishedTwiceAsync();
        await functions.CallAsync("POST", $"/{name}/aliases", """{"Name":"prod","FunctionVersion":"1"}""");

        var held = await functions.CallAsync("DELETE", $"/{name}:1");
        await functions.CallAsync("DELETE", $"/{name}/aliases/prod");
        var deleted = await functions.CallAsync("DELETE", $"/{name}:1");
        var gone = await functions.InvokeAsync($"{name}:1");
        var there = await functions.InvokeAsync(name);

        Assert.Equal((409, "Function was unable to be deleted because the following aliases reference it: [prod]"), (held.Status, Of(held, "message")));
        Assert.Equal((204, 404, 200), (deleted.Status, gone.Status, there.Status));
    }

    [Fact]
    [Parity("lambda:AddPermission", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html")]
    public async Task An_alias_has_a_policy_of_its_own()
    {
        var name = await PublishedTwiceAsync();
        await functions.CallAsync("POST", $"/{name}/aliases", """{"Name":"prod","FunctionVersion":"1"}""");

        await functions.CallAsync("POST", $"/{name}/policy?Qualifier=prod", """{"StatementId":"s","Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com"}""");

        Assert.Contains($"{Functions.Arn(name)}:prod", (await functions.CallAsync("GET", $"/{name}/policy?Qualifier=prod")).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await functions.CallAsync("GET", $"/{name}/policy")).Status);
    }

    private async Task<string> PublishedTwiceAsync()
    {
        var name = await functions.CreateAsync("echo");
        await functions.CallAsync("POST", $"/{name}/versions");
        await functions.CallAsync("PUT", $"/{name}/configuration", """{"MemorySize":256}""");
        await functions.CallAsync("POST", $"/{name}/versions");
        return name;
    }

    private static string Of(HttpAnswer answer, string member) => $"{JsonNode.Parse(answer.Body)?[member]}";
}
