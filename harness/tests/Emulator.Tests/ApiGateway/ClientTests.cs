using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.ApiGateway;

/// <summary>Clients that do not behave.</summary>
public sealed class ClientTests(Gateway gateway) : IClassFixture<Gateway>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_sends_slowly_holds_up_nobody_and_is_answered(bool isRest)
    {
        var api = await EchoAsync(isRest);
        using var slow = await ConnectAsync();
        foreach (var piece in new[] { "POST /prod/a HT", $"TP/1.1\r\nHost: {api.Host}\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Len", "gth: 4\r\n\r\nab" })
        {
            await WriteAsync(slow, piece);
            Assert.Equal(200, (await api.SendAsync("GET", "/prod/a")).Status);
        }

        await WriteAsync(slow, "cd");

        Assert.Contains("abcd", await ReadAsync(slow.GetStream()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_has_closed_its_half_is_answered(bool isRest)
    {
        var closed = new TaskCompletionSource();
        var other = await EchoAsync(isRest);
        var api = await ApiAsync(isRest, gateway.AddFunction(async (payload, record) =>
        {
            // While another client is answered, the end of this one's half is heard of.
            await closed.Task;
            await other.SendAsync("GET", "/prod/a");
            return await Gateway.Echo(payload, record);
        }));
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await WriteAsync(client, $"POST /prod/a HTTP/1.1\r\nHost: {api.Host}\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nbody");
        client.Client.Shutdown(SocketShutdown.Send);
        closed.SetResult();

        var answer = await ReadAsync(stream);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("body", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_ends_early_reaches_no_function(bool isRest)
    {
        var calls = 0;
        var api = await ApiAsync(isRest, gateway.AddFunction((payload, record) =>
        {
            Interlocked.Increment(ref calls);
            return Gateway.Echo(payload, record);
        }));
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await WriteAsync(client, $"POST /prod/a HTTP/1.1\r\nHost: {api.Host}\r\nConnection: close\r\nContent-Length: 100\r\n\r\nshort");
        client.Client.Shutdown(SocketShutdown.Send);

        var answer = await ReadAsync(stream);

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), answer);
        Assert.Equal(0, calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_length_beside_chunks_is_seen_by_no_function_under_any_name(bool isRest)
    {
        var api = await EchoAsync(isRest);
        using var client = await ConnectAsync();
        await WriteAsync(client, $"POST /prod/a HTTP/1.1\r\nHost: {api.Host}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n");

        var answer = await ReadAsync(client.GetStream());

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Content-Length", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_goes_away_stops_no_function(bool isRest)
    {
        var (began, release, ended) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        var api = await ApiAsync(isRest, gateway.AddFunction(async (payload, record) =>
        {
            began.TrySetResult();
            await release.Task;
            ended.TrySetResult();
            return await Gateway.Echo(payload, record);
        }));
        using (var client = await ConnectAsync())
        {
            await WriteAsync(client, $"GET /prod/a HTTP/1.1\r\nHost: {api.Host}\r\n\r\n");
            await began.Task;
        }

        release.SetResult();
        await ended.Task;

        Assert.Equal(200, (await api.SendAsync("GET", "/prod/a")).Status);
    }

    /// <summary>Why, the flavour, what the client sends in its head, and the status.</summary>
    public static TheoryData<string, bool, string, int> Heads => new()
    {
        { "just enough", false, "X-Large: " + new string('x', 9_000), 200 },
        { "many of few bytes", true, string.Join('\n', Enumerable.Range(0, 500).Select(i => $"X-{i}: 1")), 200 },
        { "more than AWS takes", false, "X-Large: " + new string('x', 11_000), 431 },
        { "in many pieces", true, string.Join('\n', Enumerable.Range(0, 50).Select(i => $"X-{i}: {new string('x', 300)}")), 431 },
        { "more than anybody takes", true, "X-Large: " + new string('x', 33_000), 431 },
        { "a header without a name", false, ": x", 400 },
        { "a line that goes on in the next", true, "X-A: a\n b", 400 },
        { "a NUL", false, "X-A: a\0b", 400 },
        { "two lengths", true, "Content-Length: 1\nContent-Length: 2", 400 },
        { "a length that is none", false, "Content-Length: x", 400 },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    [Parity("execute-api/limits", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html: 10,240 bytes of request line and header values; the answer to more was not recorded")]
    public async Task A_head_that_no_API_takes_is_refused(string why, bool isRest, string headers, int status)
    {
        var api = await EchoAsync(isRest);

        var answer = await api.SendAsync("GET", "/prod/a", headers);
        var next = await api.SendAsync("GET", "/prod/a");

        Assert.True(answer.Status == status, $"{why}: {answer.Head}");
        Assert.Equal(200, next.Status);
    }

    /// <summary>The flavour, the characters of the query, and the status.</summary>
    [Theory]
    [InlineData(false, 9_500, 200)]
    [InlineData(true, 9_500, 200)]
    [InlineData(false, 11_000, 431)]
    [InlineData(true, 11_000, 431)]
    [InlineData(false, 17_000, 414)]
    [Parity("execute-api/limits", Evidence.Documented, "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html: 10,240 bytes of request line and header values; the answer to more was not recorded")]
    public async Task A_query_may_be_as_long_as_a_head(bool isRest, int length, int status)
    {
        var api = await EchoAsync(isRest);

        var answer = await api.SendAsync("GET", "/prod/a?q=" + new string('x', length));

        Assert.Equal(status, answer.Status);
    }

    /// <summary>Why, what a client puts between <c>GET</c> and <c>HTTP/1.1</c>, and the path and the query that the function gets.</summary>
    [Theory]
    [InlineData("the whole URL", "http://HOST/prod/a?q=1", "/prod/a", "q=1")]
    [InlineData("an encoded path", "http://HOST/prod/%61?q=%2F", "/prod/a", "q=%2F")]
    [InlineData("a scheme in the query alone", "/prod/a?to=http://b/c", "/prod/a", "to=http://b/c")]
    [InlineData("no path", "http://HOST?q=1", "/", "q=1")]
    [InlineData("nothing but the host", "http://HOST", "/", "")]
    public async Task A_target_may_name_the_host_too(string why, string target, string path, string query)
    {
        var api = await gateway.CreateAsync(gateway.AddFunction(Gateway.Echo), ["$default"], stage: path == "/" ? "$default" : "prod");

        var answer = await api.SendAsync("GET", target.Replace("HOST", api.Host, StringComparison.Ordinal));

        Assert.True(answer.Status == 200, $"{why}: {answer.Head}");
        var made = JsonNode.Parse(answer.Text);
        Assert.Equal((path, query), (made?["rawPath"]?.GetValue<string>(), made?["rawQueryString"]?.GetValue<string>()));
    }

    private Task<TestApi> EchoAsync(bool isRest) => ApiAsync(isRest, gateway.AddFunction(Gateway.Echo));

    private Task<TestApi> ApiAsync(bool isRest, string function) => isRest
        ? gateway.ImportRestAsync($$$$$$$$"""{"/a":{"x-amazon-apigateway-any-method":{{{{{{{{{Gateway.RestIntegration(function)}}}}}}}}}}}""")
        : gateway.CreateAsync(function, ["ANY /a"], stage: "prod");

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(gateway.Endpoint.Host, gateway.Endpoint.Port, TestContext.Current.CancellationToken);
        return client;
    }

    private static ValueTask WriteAsync(TcpClient client, string text) => client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

    /// <returns>Empty where the connection was reset instead.</returns>
    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        try
        {
            return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
