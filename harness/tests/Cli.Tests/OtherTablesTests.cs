using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TaskTracker.Deployment;
using TaskTracker.Deployment.Wire;

namespace TaskTracker.Cli.Tests;

/// <summary>The product with its table in another server's DynamoDB.</summary>
public sealed class OtherTablesTests
{
    private static readonly HttpClient Http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whose DynamoDB it is.</summary>
    [Theory]
    [InlineData("the emulator's")]
    [InlineData("dynalite")]
    [InlineData("DynamoDB Local")]
    public async Task The_functions_use_the_table_there_and_it_goes_with_the_stack(string whose)
    {
        using var checkout = Folder.WholeCheckout();
        await using var server = await StartAsync(whose, checkout);
        await using var up = CliProcess.Start(checkout.Path, "up", "--port", "0", "--dynamodb", $"{server.Endpoint}");
        var emulator = await up.ReadyAsync();
        var api = DeploymentRecord.Read(Path.Combine(checkout.Path, ".tasktracker", "embedded.json"))?.ApiUrl;

        var titles = await WorkAsync(new Uri($"{api}/tasks"));
        var (there, here) = (await CallAsync(server.Endpoint, "Scan", """{"TableName":"Tasks"}"""), await CallAsync(emulator, "Scan", """{"TableName":"Tasks"}"""));
        var stopped = await up.StopAsync("INT");
        var left = await CallAsync(server.Endpoint, "ListTables", "{}");

        Assert.Equal((whose, "Changed"), (whose, Assert.Single(titles)));
        Assert.Equal(1, there.GetProperty("Count").GetInt32());
        Assert.Equal(there.GetProperty("Items").GetRawText(), here.GetProperty("Items").GetRawText());
        Assert.Contains($"live at {server.Endpoint.GetLeftPart(UriPartial.Authority)}", stopped.Results, StringComparison.Ordinal);
        Assert.Equal(0, stopped.ExitCode);
        Assert.DoesNotContain("Tasks", left.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_keeps_tables_apart_by_key_is_told_with_what_shares_them()
    {
        await using var server = await PeerServer.DynamoDbLocalAsync(isShared: false);
        using var checkout = Folder.WholeCheckout();

        var result = await CliProcess.RunAsync(checkout.Path, "up", "--port", "0", "--dynamodb", $"{server.Endpoint}");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("has the table Tasks for the deployment only: functions do not find it there.", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("-sharedDb", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_takes_known_callers_only_is_told_before_anything_is_started()
    {
        using var checkout = Folder.Checkout();
        await using var server = CliProcess.Start(checkout.Path, "emulator", "--port", "0");

        var result = await CliProcess.RunAsync(checkout.Path, "up", "--port", "0", "--dynamodb", $"{await server.ReadyAsync()}");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("refuses callers that it does not know: UnrecognizedClientException.", result.Remarks, StringComparison.Ordinal);
        Assert.Contains("--iam off", result.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_no_DynamoDB_and_one_that_is_not_there_are_told()
    {
        await using var site = new AnsweringServer(HttpStatusCode.OK, "<!doctype html><title>A shop</title>");
        using var checkout = Folder.Checkout();

        var other = await CliProcess.RunAsync(checkout.Path, "emulator", "--port", "0", "--dynamodb", $"{site.Endpoint}");
        var none = await CliProcess.RunAsync(checkout.Path, "emulator", "--port", "0", "--dynamodb", "http://localhost:1");

        Assert.Equal((3, 3), (other.ExitCode, none.ExitCode));
        Assert.Contains("is no DynamoDB: its answer is no JSON.", other.Remarks, StringComparison.Ordinal);
        Assert.Contains("http://localhost:1 does not answer as AWS does: Connection refused.", none.Remarks, StringComparison.Ordinal);
        Assert.Contains("or name another with --dynamodb URL.", none.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_engine_the_container_is_told_with_what_does_without()
    {
        using var checkout = Folder.Checkout();
        var environment = new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///nowhere/docker.sock" };

        var result = await CliProcess.RunAsync(checkout.Path, environment, "up", "--port", "0", "--dynamodb", "dynamodb-local");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("No container engine answers: ", result.Remarks, StringComparison.Ordinal);
    }

    private static async Task<IAsyncServer> StartAsync(string whose, Folder checkout)
    {
        if (whose == "dynalite") return new Peer(await PeerServer.DynaliteAsync());
        if (whose == "DynamoDB Local") return new Peer(await PeerServer.DynamoDbLocalAsync(isShared: true));
        var emulator = CliProcess.Start(checkout.Path, "emulator", "--port", "0", "--iam", "off");
        return new Own(emulator, await emulator.ReadyAsync());
    }

    /// <summary>Every route once.</summary>
    /// <returns>The titles of the tasks that are left.</returns>
    private static async Task<IReadOnlyList<string?>> WorkAsync(Uri tasks)
    {
        var ids = new List<string>();
        foreach (var title in (string[])["First", "Second"])
        {
            using var created = await Http.PostAsJsonAsync(tasks, new Dictionary<string, string> { ["Title"] = title, ["Description"] = "DynamoDB Local of 2020 takes no empty strings." }, Cancellation);
            var text = await created.Content.ReadAsStringAsync(Cancellation);
            Assert.True(created.StatusCode == HttpStatusCode.Created, text);
            ids.Add(JsonDocument.Parse(text).RootElement.GetProperty("TaskId").GetString() ?? "");
        }

        using var changed = await Http.PutAsJsonAsync(new Uri($"{tasks}/{ids[0]}"), new Dictionary<string, string> { ["Title"] = "Changed" }, Cancellation);
        using var deleted = await Http.DeleteAsync(new Uri($"{tasks}/{ids[1]}"), Cancellation);
        using var gone = await Http.GetAsync(new Uri($"{tasks}/{ids[1]}"), Cancellation);
        Assert.Equal((HttpStatusCode.OK, true, HttpStatusCode.NotFound), (changed.StatusCode, deleted.IsSuccessStatusCode, gone.StatusCode));
        var list = await Http.GetFromJsonAsync<JsonElement>(tasks, Cancellation);
        var items = list.ValueKind == JsonValueKind.Array ? list : list.EnumerateObject().First(p => p.Value.ValueKind == JsonValueKind.Array).Value;
        return [.. items.EnumerateArray().Select(t => t.GetProperty("Title").GetString())];
    }

    private static async Task<JsonElement> CallAsync(Uri endpoint, string operation, string body)
    {
        using var root = new AwsApi(Target.Embedded.Connect(endpoint), TimeProvider.System);
        var answer = await root.SendAsync(
            new AwsCall("dynamodb", HttpMethod.Post, "/") { Headers = [("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", "DynamoDB_20120810." + operation)], Body = Encoding.UTF8.GetBytes(body) },
            Cancellation);
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    private interface IAsyncServer : IAsyncDisposable
    {
        Uri Endpoint { get; }
    }

    private sealed record Peer(PeerServer Server) : IAsyncServer
    {
        public Uri Endpoint => Server.Endpoint;

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    private sealed record Own(CliProcess Emulator, Uri Endpoint) : IAsyncServer
    {
        public ValueTask DisposeAsync() => Emulator.DisposeAsync();
    }
}
