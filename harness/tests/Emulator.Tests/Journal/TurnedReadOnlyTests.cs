namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>A disk that becomes read-only under a running emulator, as a kernel makes one that it no longer trusts: what cannot be kept is refused and has not happened.</summary>
public sealed class TurnedReadOnlyTests : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private bool _isMounted;

    public async ValueTask InitializeAsync() => _isMounted = await _data.MountImageAsync();

    [Fact]
    public async Task Writes_are_refused_with_the_reason_reads_go_on_and_nothing_that_was_kept_is_lost()
    {
        Assert.SkipUnless(_isMounted, "Mounting an image of a disk needs root, mkfs.ext4 and a loop device.");
        await _data.RunAsync(async http =>
        {
            await CallAsync(http, "CreateTable", """
                {"TableName":"Kept","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}
                """);
            await http.SendAsync("s3", "PUT", "/kept-bucket");
            await http.SendAsync("s3", "PUT", "/kept-bucket/before", "body");
            await PutAsync(http, "before");

            Assert.True(await _data.BreakImageAsync());
            var items = new[] { await PutAsync(http, "after"), await PutAsync(http, "after"), await TransactAsync(http, "torn", "before") };
            var stored = await http.SendAsync("s3", "PUT", "/kept-bucket/after", "body");
            var group = await http.JsonAsync("logs", "Logs_20140328.CreateLogGroup", """{"logGroupName":"after"}""", "1.1");

            Assert.All(items, item => Assert.Equal(500, item.Status));
            Assert.All(items, item => Assert.Contains($"The data directory {_data.Path} cannot be written to", item.Body, StringComparison.Ordinal));
            Assert.Equal((500, 500), (stored.Status, group.Status));
            await JudgeAsync(http);
        });

        Assert.True(await _data.UnmountAsync() && await _data.MountImageAsync());
        await _data.RunAsync(async http =>
        {
            await JudgeAsync(http);
            Assert.Equal(200, (await PutAsync(http, "after")).Status);
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMounted) await _data.UnmountAsync();
        _data.Dispose();
    }

    private static async Task JudgeAsync(SignedHttp http)
    {
        var items = await CallAsync(http, "Scan", """{"TableName":"Kept"}""");
        var (before, after) = (await http.SendAsync("s3", "GET", "/kept-bucket/before"), await http.SendAsync("s3", "GET", "/kept-bucket/after"));
        var groups = await http.JsonAsync("logs", "Logs_20140328.DescribeLogGroups", "{}", "1.1");

        Assert.Equal("""{"Items":[{"Id":{"S":"before"}}],"Count":1,"ScannedCount":1}""", items.Body);
        Assert.Equal((200, "body", 404), (before.Status, before.Body, after.Status));
        Assert.Equal("""{"logGroups":[]}""", groups.Body);
    }

    private static Task<HttpAnswer> PutAsync(SignedHttp http, string id) => CallAsync(http, "PutItem", $$"""{"TableName":"Kept","Item": {{Key(id)}} }""");

    /// <summary>Puts one item and deletes another.</summary>
    private static Task<HttpAnswer> TransactAsync(SignedHttp http, string put, string deleted) => CallAsync(http, "TransactWriteItems", $$"""
        {"TransactItems":[ {"Put": {"TableName":"Kept","Item":{{Key(put)}} } }, {"Delete": {"TableName":"Kept","Key":{{Key(deleted)}} } } ]}
        """);

    private static string Key(string id) => $$"""{"Id": {"S":"{{id}}"} }""";

    private static Task<HttpAnswer> CallAsync(SignedHttp http, string operation, string body) => http.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, body);
}
