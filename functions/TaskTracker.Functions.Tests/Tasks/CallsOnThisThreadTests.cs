using System.Globalization;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Microsoft.AspNetCore.Http;
using TaskTracker.Functions.Tasks;
using TaskTracker.Functions.Tests.Fixtures;

namespace TaskTracker.Functions.Tests.Tasks;

public sealed class CallsOnThisThreadTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("an answer that says how long it is", true)]
    [InlineData("an answer in chunks", false)]
    public async Task An_answer_is_there_when_the_call_returns(string what, bool withLength)
    {
        const string Answer = """{"TableNames":["Tasks"]}""";
        await using var server = await LocalServer.StartAsync(async context =>
        {
            context.Response.ContentLength = withLength ? Answer.Length : null;
            await context.Response.WriteAsync(Answer[..5]);
            await context.Response.Body.FlushAsync();
            await context.Response.WriteAsync(Answer[5..]);
        });
        using var dynamo = Client(server);

        var call = dynamo.ListTablesAsync(_cancellation);

        Assert.True(call.IsCompleted, what);
        Assert.Equal(["Tasks"], (await call).TableNames);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again()
    {
        var asked = 0;
        await using var server = await LocalServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 17;
            await context.Response.WriteAsync("{\"TableNames\":");
            if (++asked == 1)
                context.Abort();
            else
                await context.Response.WriteAsync("[]}");
        });
        using var dynamo = Client(server, retries: 1);

        await dynamo.ListTablesAsync(_cancellation);

        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_call_that_is_given_up_ends()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        await using var server = await LocalServer.StartAsync(async context =>
        {
            await patience.CancelAsync();
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        });
        using var dynamo = Client(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => dynamo.ListTablesAsync(patience.Token), _cancellation));
    }

    /// <summary>Days for the rest: what looks at idle connections more often keeps a thread busy.</summary>
    [Theory]
    [InlineData("AWS, which hangs up on who is idle", null, "00:01:00")]
    [InlineData("an emulator", "http://localhost:4566", "7.00:00:00")]
    public void A_connection_is_kept_for_as_long_as_its_other_end_keeps_it(string where, string? url, string kept)
    {
        var config = new AmazonDynamoDBConfig { RegionEndpoint = RegionEndpoint.USEast1 };
        if (url is not null)
            config.ServiceURL = url;

        using var connections = CallsOnThisThread.Connections(config);

        Assert.True(connections.PooledConnectionIdleTimeout == TimeSpan.Parse(kept, CultureInfo.InvariantCulture), where);
    }

    private static AmazonDynamoDBClient Client(LocalServer server, int retries = 0) => new(
        new BasicAWSCredentials("key", "secret"),
        new AmazonDynamoDBConfig { ServiceURL = server.Url, MaxErrorRetry = retries, HttpClientFactory = new CallsOnThisThread() });
}
