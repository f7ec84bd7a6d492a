using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Amazon.S3;
using Amazon.S3.Model;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Tests;

/// <summary>What is saved while <c>up</c> runs is served.</summary>
public sealed class DevelopmentLoopTests(RunningProduct product) : IClassFixture<RunningProduct>, IDisposable
{
    private const string Rules = "functions/TaskTracker.Functions/Tasks/TaskRules.cs";

    private const int Patience = 1_800; // tenths of a second

    private readonly HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    /// <summary>How many clients ask, and how many requests there are at least. Fifty take the processors from every other test: --explicit only.</summary>
    [Theory]
    [InlineData(4, 80)]
    [InlineData(50, 1_000, Explicit = true)]
    public async Task Saved_code_answers_and_no_request_is_lost_in_between(int clients, int requests)
    {
        using var stop = new CancellationTokenSource();
        var asking = Enumerable.Range(0, clients).Select(_ => AskUntilAsync(requests / clients, stop.Token)).ToList();
        var before = product.Up.RemarkCount;
        var wanted = $"Title, as {clients} clients are told, must be 1 to";

        product.Checkout.Write(Rules, Regex.Replace(product.Checkout.Read(Rules), "Title[^\"]* must be 1 to", wanted));
        var told = await RefusalAsync();
        for (var i = 0; i < Patience && !told.Contains(wanted, StringComparison.Ordinal); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
            told = await RefusalAsync();
        }

        await SwappedAsync(before);
        await stop.CancelAsync();

        Assert.Contains(wanted, told, StringComparison.Ordinal);
        var answers = (await Task.WhenAll(asking)).SelectMany(a => a).ToList();
        Assert.True(answers.Count >= requests, $"{answers.Count} requests");
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Code_that_does_not_compile_is_told_with_its_line_and_what_ran_goes_on()
    {
        var file = product.Checkout.Write("functions/TaskTracker.Functions/Tasks/Broken.cs", "namespace TaskTracker.Functions.Tasks;\n\ninternal class Broken { int");

        await product.Up.RemarkAsync(line => line.Contains("Broken.cs(3,", StringComparison.Ordinal));

        using var answer = await _http.GetAsync(new Uri($"{product.Record.ApiUrl}/tasks"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var before = product.Up.RemarkCount;
        File.Delete(file);
        await SwappedAsync(before);
    }

    [Fact]
    public async Task Of_the_code_that_was_saved_only_the_last_is_kept()
    {
        for (var i = 0; i < 2; i++)
        {
            var before = product.Up.RemarkCount;
            product.Checkout.Write(Rules, product.Checkout.Read(Rules) + "// saved\n");
            await SwappedAsync(before);
        }

        using var s3 = new AmazonS3Client("test", "test", new AmazonS3Config { ServiceURL = product.Record.Endpoint, ForcePathStyle = true });
        var kept = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = $"tasktracker-artifacts-{product.Record.Account}-{product.Record.Region}" }, Cancellation);

        // Besides the native package.
        Assert.Equal(2, kept.S3Objects.Count(o => o.Key.EndsWith(".zip", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_saved_page_is_served()
    {
        product.Checkout.Write("frontend/new.html", "<!doctype html><title>New</title>");

        await product.Up.RemarkAsync(line => line.EndsWith("reload to see it", StringComparison.Ordinal));

        var site = UrlForms.SiteByPath(Target.Embedded.Connect(new Uri(product.Record.Endpoint)), new Uri(product.Record.SiteUrl).Host.Split('.')[0]);
        Assert.Contains("<title>New</title>", await _http.GetStringAsync(new Uri($"{site}new.html"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_template_updates_the_stack_and_its_changes_are_told()
    {
        const string template = "functions/template.yaml";

        var before = product.Up.RemarkCount;
        product.Checkout.Write(template, product.Checkout.Read(template).Replace("RetentionInDays: 30", "RetentionInDays: 14", StringComparison.Ordinal));

        await product.Up.RemarkAsync(line => Regex.IsMatch(line, @"Modify .*GetTasksLogs.* \(AWS::Logs::LogGroup\)"), before);
        await UpdatedAsync(before);
    }

    /// <summary>At its end the package of changed sources is compiled to native code, which takes a minute of every other test: --explicit only.</summary>
    [Fact(Explicit = true)]
    public async Task A_template_that_is_saved_after_code_keeps_the_code_and_the_product_up()
    {
        const string template = "functions/template.yaml";
        var before = product.Up.RemarkCount;
        product.Checkout.Write(Rules, product.Checkout.Read(Rules) + "// saved\n");
        await SwappedAsync(before);

        before = product.Up.RemarkCount;
        product.Checkout.Write(template, product.Checkout.Read(template).Replace("MemorySize: 512", "MemorySize: 640", StringComparison.Ordinal));
        await product.Up.RemarkAsync(line => Regex.IsMatch(line, @"Modify .*GetTasks.* \(AWS::Lambda::Function\)"), before);
        await UpdatedAsync(before);
        using var answer = await _http.GetAsync(new Uri($"{product.Record.ApiUrl}/tasks?limit=1"), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("runs another package", product.Up.Remarks, StringComparison.Ordinal);
        var native = await product.RunAsync("deploy", "--endpoint", product.Record.Endpoint);
        Assert.Equal((0, ""), (native.ExitCode, native.ExitCode == 0 ? "" : native.Remarks));
    }

    [Fact]
    public async Task Each_request_is_a_line_and_its_id_leads_to_a_drawing()
    {
        using var answer = await _http.GetAsync(new Uri($"{product.Record.ApiUrl}/tasks?limit=1"), Cancellation);
        var id = answer.Headers.GetValues("Apigw-Requestid").Single();
        var line = await product.Up.RemarkAsync(l => l.EndsWith(id, StringComparison.Ordinal));

        var drawn = await product.RunAsync("requests", id);
        var unknown = await product.RunAsync("requests", "nobody");

        Assert.StartsWith("GET     /prod/tasks", line, StringComparison.Ordinal);
        Assert.Equal((0, 1), (drawn.ExitCode, unknown.ExitCode));
        Assert.Contains("handler", drawn.Results, StringComparison.Ordinal);
        Assert.Contains("dynamodb Scan", drawn.Results, StringComparison.Ordinal);
        Assert.Contains("No request with the id 'nobody'", unknown.Remarks, StringComparison.Ordinal);
    }

    private Task<string> SwappedAsync(int after) => product.Up.RemarkAsync(line => line.Contains("the functions run the development build", StringComparison.Ordinal), after);

    private Task<string> UpdatedAsync(int after) =>
        product.Up.RemarkAsync(line => line.Contains("UPDATE_COMPLETE", StringComparison.Ordinal) && line.Contains("AWS::CloudFormation::Stack", StringComparison.Ordinal), after);

    private async Task<string> RefusalAsync()
    {
        using var refused = await _http.PostAsJsonAsync(new Uri($"{product.Record.ApiUrl}/tasks"), new Dictionary<string, string> { ["Title"] = "" }, Cancellation);
        return await refused.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<List<HttpStatusCode>> AskUntilAsync(int least, CancellationToken stop)
    {
        var answers = new List<HttpStatusCode>();
        while (!stop.IsCancellationRequested || answers.Count < least)
        {
            using var answer = await _http.GetAsync(new Uri($"{product.Record.ApiUrl}/tasks?limit=1"), Cancellation);
            answers.Add(answer.StatusCode);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);
        }

        return answers;
    }
}
