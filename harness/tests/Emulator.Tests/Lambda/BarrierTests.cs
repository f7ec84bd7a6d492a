using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <summary>A thousand invocations that each wait until all are inside: concurrency that cannot be faked. Long, so only where the function is given.</summary>
public sealed class BarrierTests(Functions functions) : IClassFixture<Functions>
{
    private const int Count = 1000;
    private const int DescriptorsEach = 8;
    private const long MostMemoryBytes = 8L << 30;
    private const string ProgramVariable = "TASKTRACKER_BARRIER";
    private const string TimeoutVariable = "TASKTRACKER_BARRIER_TIMEOUT";

    [Fact]
    [Parity("lambda/concurrency", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html")]
    public async Task A_thousand_invocations_wait_for_each_other_and_the_next_is_throttled()
    {
        var program = Environment.GetEnvironmentVariable(ProgramVariable) ?? "";
        Assert.SkipWhen(program.Length == 0, $"make soak publishes the function that this needs, and names it in {ProgramVariable}.");
        CheckMachine();
        await CreateAsync(await File.ReadAllBytesAsync(program, TestContext.Current.CancellationToken));
        using var http = new SignedHttp(functions.Emulator.Endpoint, timeout: TimeSpan.FromMinutes(20));
        var begun = Stopwatch.StartNew();

        // One more than there are invocations: the last is this test, once it has seen all of them inside.
        var running = Enumerable.Range(0, Count).Select(_ => InvokeAsync(http)).ToList();
        while (await InsideAsync() < Count) await Task.WhenAny(Task.WhenAny(running), Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken));
        var allInside = begun.Elapsed;
        var next = await InvokeAsync(http);
        var (processes, memory) = Measure();
        await TableAsync("UpdateItem", """{"TableName":"Barrier","Key":{"Name":{"S":"b"}},"UpdateExpression":"ADD Inside :one","ExpressionAttributeValues":{":one":{"N":"1"}}}""");
        var answers = await Task.WhenAll(running);

        TestContext.Current.AddWarning(FormattableString.Invariant(
            $"{processes} processes, {memory >> 20} MB of proportional memory; all inside after {allInside.TotalSeconds:0} s, all answered after {begun.Elapsed.TotalSeconds:0} s"));
        Assert.Equal(Count, answers.Count(a => a.Status == 200 && !a.Headers.ContainsKey("X-Amz-Function-Error")));
        Assert.Equal(Count, answers.Select(a => $"{JsonNode.Parse(a.Body)?["process"]}").Distinct().Count());
        Assert.Equal((429, "ConcurrentInvocationLimitExceeded"), (next.Status, $"{JsonNode.Parse(next.Body)?["Reason"]}"));
        Assert.True(processes >= Count);
        Assert.InRange(memory, 1, MostMemoryBytes);
    }

    private static void CheckMachine()
    {
        var limits = File.ReadAllLines("/proc/self/limits");
        long Limit(string name) => limits.First(l => l.StartsWith(name, StringComparison.Ordinal))[26..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0] is var text and not "unlimited"
            ? long.Parse(text, CultureInfo.InvariantCulture)
            : long.MaxValue;
        var files = Limit("Max open files");
        Assert.True(files >= Count * DescriptorsEach, $"{Count} functions at once need {Count * DescriptorsEach} open files; this machine allows {files}. Raise it with: ulimit -n {Count * DescriptorsEach}");
        var processes = Limit("Max processes");
        Assert.True(processes >= 20 * Count, $"{Count} functions at once have up to {20 * Count} threads; this machine allows {processes}. Raise it with: ulimit -u {20 * Count}");
        foreach (var path in new[] { "/sys/fs/cgroup/pids.max", "/sys/fs/cgroup/pids/pids.max" })
        {
            var most = File.Exists(path) ? File.ReadAllText(path).Trim() : "max";
            Assert.True(most == "max" || long.Parse(most, CultureInfo.InvariantCulture) >= 20 * Count, $"{Count} functions at once have up to {20 * Count} threads; {path} allows {most}.");
        }
    }

    private async Task CreateAsync(byte[] program)
    {
        await TableAsync("CreateTable", """{"TableName":"Barrier","KeySchema":[{"AttributeName":"Name","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Name","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}""");
        var request = JsonNode.Parse(functions.Request("barrier", "barrier")) ?? new JsonObject();
        request["Timeout"] = int.Parse(Environment.GetEnvironmentVariable(TimeoutVariable) ?? "120", CultureInfo.InvariantCulture);
        request["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(FunctionPackage.Zip(("bootstrap", program, 0x81ED))) };
        var created = await functions.CallAsync("POST", "", request.ToJsonString());
        Assert.True(created.Status == 201, created.Body);
    }

    private static Task<HttpAnswer> InvokeAsync(SignedHttp http) =>
        http.SendAsync("lambda", "POST", "/2015-03-31/functions/barrier/invocations", FormattableString.Invariant($$"""{"barrier":"b","count":{{Count + 1}}}"""));

    private async Task<int> InsideAsync()
    {
        var item = await TableAsync("GetItem", """{"TableName":"Barrier","Key":{"Name":{"S":"b"}},"ConsistentRead":true}""");
        return int.Parse($"{item["Item"]?["Inside"]?["N"] ?? "0"}", CultureInfo.InvariantCulture);
    }

    private async Task<JsonNode> TableAsync(string operation, string body)
    {
        var answer = await functions.Http.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, body);
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body) ?? new JsonObject();
    }

    /// <summary>The functions' processes, and the memory that is theirs: of what several share, each has its part.</summary>
    private static (int Processes, long Bytes) Measure()
    {
        var (processes, kilobytes) = (0, 0L);
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            try
            {
                var parts = File.ReadAllText(folder + "/stat").Split(' ');
                if (parts[1] != "(bootstrap)" || parts[3] != Environment.ProcessId.ToString(CultureInfo.InvariantCulture)) continue;
                processes++;
                var pss = File.ReadLines(folder + "/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
                kilobytes += long.Parse(pss.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        return (processes, kilobytes << 10);
    }
}
