namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>A disk that is full: what cannot be kept is refused and has not happened; all that was kept can be read.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private bool _isMounted;

    public async ValueTask InitializeAsync() => _isMounted = await _data.MountAsync("size=1m");

    [Fact]
    public async Task Writes_are_refused_with_the_reason_reads_go_on_and_room_helps()
    {
        Assert.SkipUnless(_isMounted, "Mounting a small disk needs root.");
        var ballast = Path.Combine(_data.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[400 * 1024], TestContext.Current.CancellationToken);
        var count = 0;
        await _data.RunAsync(async http =>
        {
            await CallAsync(http, "CreateTable", """
                {"TableName":"Kept","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}
                """);
            await http.SendAsync("s3", "PUT", "/full-bucket");
            HttpAnswer answer;
            while ((answer = await PutAsync(http, count)).Status == 200) count++;
            var big = await http.SendAsync("s3", "PUT", "/full-bucket/big", new string('b', 600 * 1024));
            var absent = await http.SendAsync("s3", "GET", "/full-bucket/big");
            var refused = await GetAsync(http, count);
            var kept = await GetAsync(http, count - 1);

            Assert.Equal(500, answer.Status);
            Assert.Contains("InternalServerError", answer.Body, StringComparison.Ordinal);
            Assert.Contains("cannot be written to", answer.Body, StringComparison.Ordinal);
            Assert.Equal((500, 404), (big.Status, absent.Status));
            Assert.DoesNotContain("Item", refused.Body, StringComparison.Ordinal);
            Assert.Contains("Item", kept.Body, StringComparison.Ordinal);

            File.Delete(ballast);
            Assert.Equal(200, (await PutAsync(http, count)).Status);
        });

        await _data.RunAsync(async http => Assert.Contains($"\"Count\":{count + 1}", (await CallAsync(http, "Scan", """{"TableName":"Kept","Select":"COUNT"}""")).Body, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMounted) await _data.UnmountAsync();
        _data.Dispose();
    }

    private static Task<HttpAnswer> PutAsync(SignedHttp http, int id) =>
        CallAsync(http, "PutItem", $$$$"""{"TableName":"Kept","Item":{"Id":{"S":"{{{{id}}}}"},"Pad":{"S":"{{{{new string('p', 8000)}}}}"}}}""");

    private static Task<HttpAnswer> GetAsync(SignedHttp http, int id) => CallAsync(http, "GetItem", $$$$"""{"TableName":"Kept","Key":{"Id":{"S":"{{{{id}}}}"}}}""");

    private static Task<HttpAnswer> CallAsync(SignedHttp http, string operation, string body) => http.JsonAsync("dynamodb", "DynamoDB_20120810." + operation, body);
}
