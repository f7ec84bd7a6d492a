using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Tests.Journal;

public sealed class SnapshotTests : IDisposable
{
    private const string Put = """{"TableName":"Kept","Item":{"Id":{"S":"KEY"}}}""";

    private readonly DataFolder _data = new();

    [Fact]
    public async Task What_was_saved_is_the_state_after_it_is_loaded_and_the_emulator_started_again()
    {
        await _data.RunAsync(async http =>
        {
            await DynamoDb(http, "CreateTable", """
                {"TableName":"Kept","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}
                """);
            await DynamoDb(http, "PutItem", Put.Replace("KEY", "before", StringComparison.Ordinal));
            Assert.Equal(200, (await http.SendAsync("none", "PUT", "/_tasktracker/snapshots/one")).Status);
            await DynamoDb(http, "PutItem", Put.Replace("KEY", "after", StringComparison.Ordinal));
            Assert.Contains("\"name\":\"one\"", (await http.SendAsync("none", "GET", "/_tasktracker/snapshots")).Body, StringComparison.Ordinal);
            Assert.Contains("next start", (await http.SendAsync("none", "POST", "/_tasktracker/snapshots/one/load")).Body, StringComparison.Ordinal);
            Assert.Contains("\"Count\":2", await DynamoDb(http, "Scan", """{"TableName":"Kept"}"""), StringComparison.Ordinal);
        });

        await _data.RunAsync(async http => Assert.Contains("before", await CountOneAsync(http), StringComparison.Ordinal));
        await _data.RunAsync(async http => Assert.Contains("before", await CountOneAsync(http), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nothing of it reached the disk", 0)]
    [InlineData("half of it reached the disk", 2)]
    public async Task A_copy_that_a_power_cut_has_cut_does_not_replace_the_state(string why, int divisor)
    {
        Assert.NotEmpty(why);
        await _data.RunAsync(async http =>
        {
            await DynamoDb(http, "CreateTable", """
                {"TableName":"Kept","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}
                """);
            await http.SendAsync("none", "PUT", "/_tasktracker/snapshots/empty");
            await DynamoDb(http, "PutItem", Put.Replace("KEY", "after", StringComparison.Ordinal));
            Assert.Equal(200, (await http.SendAsync("none", "POST", "/_tasktracker/snapshots/empty/load")).Status);
        });
        var next = Path.Combine(_data.Path, "next.db");
        using (var file = File.OpenWrite(next)) file.SetLength(divisor == 0 ? 0 : file.Length / divisor);

        var refusal = await Assert.ThrowsAsync<DataDirectoryRefused>(_data.StartAsync);
        File.Delete(next);

        Assert.Contains($"delete {next} to start with it, and load the snapshot again", refusal.Message, StringComparison.Ordinal);
        await _data.RunAsync(async http => Assert.Contains("after", await CountOneAsync(http), StringComparison.Ordinal));
    }

    /// <summary>Items are put in pairs, by transactions of one item each: a copy that is of one moment has every item up to some number and none after it.</summary>
    [Fact]
    public async Task A_copy_is_of_one_moment_whatever_is_written_meanwhile()
    {
        await _data.RunAsync(async http =>
        {
            await DynamoDb(http, "CreateTable", """
                {"TableName":"Kept","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}
                """);
            var saved = Task.CompletedTask;
            for (var i = 0; i < 300; i++)
            {
                await DynamoDb(http, "PutItem", Put.Replace("KEY", $"{i}", StringComparison.Ordinal));
                if (i == 100) saved = http.SendAsync("none", "PUT", "/_tasktracker/snapshots/busy");
            }

            await saved;
            await http.SendAsync("none", "POST", "/_tasktracker/snapshots/busy/load");
        });

        await _data.RunAsync(async http =>
        {
            var scan = await DynamoDb(http, "Scan", """{"TableName":"Kept"}""");
            var count = int.Parse(System.Text.RegularExpressions.Regex.Match(scan, "\"Count\":([0-9]+)").Groups[1].Value, null);
            var last = await DynamoDb(http, "GetItem", """{"TableName":"Kept","Key":{"Id":{"S":"KEY"}}}""".Replace("KEY", $"{count - 1}", StringComparison.Ordinal));

            Assert.InRange(count, 101, 300);
            Assert.Contains("Item", last, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("a name that leads elsewhere", "PUT", "/_tasktracker/snapshots/..%2Fx", 400, "is no name for a snapshot")]
    [InlineData("one that is not there", "POST", "/_tasktracker/snapshots/none/load", 404, "There is no snapshot 'none'. There are none.")]
    public async Task Refused(string why, string method, string path, int status, string message)
    {
        Assert.NotEmpty(why);
        await _data.RunAsync(async http =>
        {
            var answer = await http.SendAsync("none", method, path);

            Assert.Equal(status, answer.Status);
            Assert.Contains(message, answer.Body, StringComparison.Ordinal);
        });
    }

    public void Dispose() => _data.Dispose();

    private static async Task<string> CountOneAsync(SignedHttp http)
    {
        var scan = await DynamoDb(http, "Scan", """{"TableName":"Kept"}""");
        Assert.Contains("\"Count\":1", scan, StringComparison.Ordinal);
        return scan;
    }

    private static async Task<string> DynamoDb(SignedHttp http, string operation, string body)
    {
        var answer = await http.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, body);
        Assert.True(answer.Status == 200, $"{operation}: {answer.Body}");
        return answer.Body;
    }
}
