using System.IO.Compression;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace TaskTracker.Emulation.Tests.Security;

/// <summary>Input that is meant to harm, tried one by one.</summary>
public sealed class HostileInputTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private readonly SignedHttp _http = new(emulator.Endpoint);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_that_unpacks_to_more_than_lambda_takes_is_refused_unpacked()
    {
        const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
        var zip = Convert.ToBase64String(ZipOfZeros(megabytes: 251));
        await _http.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "bomb"), ("AssumeRolePolicyDocument", Trust));

        var answer = await _http.SendAsync("lambda", "POST", "/2015-03-31/functions",
            $$$"""{"FunctionName":"bomb","Runtime":"provided.al2023","Handler":"x","Role":"arn:aws:iam::000000000000:role/bomb","Code":{"ZipFile":"{{{zip}}}"}}""");

        Assert.True(zip.Length < 4_000_000, $"{zip.Length}");
        Assert.Equal(400, answer.Status);
        Assert.Contains("Unzipped size must be smaller than 262144000 bytes", answer.Body, StringComparison.Ordinal);
    }

    /// <summary>Ten to the ninth texts, in a kilobyte.</summary>
    [Fact]
    public async Task A_template_that_multiplies_itself_is_refused()
    {
        var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 9; i++) yaml.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        yaml.Append("Resources: { R: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: *a8 } } }\n");

        var answer = await _http.QueryAsync("cloudformation", "2010-05-15", "ValidateTemplate", ("TemplateBody", yaml.ToString()));

        Assert.Equal(400, answer.Status);
    }

    [Theory]
    [InlineData("dynamodb", "DynamoDB_20120810.PutItem")]
    [InlineData("logs", "Logs_20140328.PutLogEvents")]
    public async Task A_body_nested_without_end_is_refused(string service, string target)
    {
        var body = "{\"a\":" + new string('[', 100_000);

        var answer = await _http.JsonAsync(service, target, body, service == "logs" ? "1.1" : "1.0");

        Assert.Equal(400, answer.Status);
    }

    /// <summary>By anybody: a body is read before it is decided who may ask for what it says. A stack that is full would end the process.</summary>
    [Theory]
    [InlineData("POST", "/b?delete", "Delete", "<Object><Key>", "</Key></Object>")]
    [InlineData("POST", "/b/key?uploadId=x", "CompleteMultipartUpload", "<Part><ETag>", "</ETag></Part>")]
    [InlineData("PUT", "/b?tagging", "Tagging", "<TagSet><Tag><Key>", "</Key></Tag></TagSet>")]
    public async Task A_document_nested_without_end_is_refused(string method, string path, string root, string before, string behind)
    {
        var nested = string.Concat(Enumerable.Repeat("<a>", 500_000)) + string.Concat(Enumerable.Repeat("</a>", 500_000));
        var body = Encoding.ASCII.GetBytes($"<{root}>{before}{nested}{behind}</{root}>");
        var checksum = Convert.ToBase64String(SHA256.HashData(body));

        var answer = await RawHttp.SendAsync(
            emulator.Endpoint, $"{method} {path} HTTP/1.1\nHost: localhost\nx-amz-checksum-sha256: {checksum}\nContent-Length: {body.Length}", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains("<Code>MalformedXML</Code>", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/b/../../../../etc/passwd")]
    [InlineData("/b/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/b/..%2f..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/_aws/s3-website/b/../../../../etc/passwd")]
    [InlineData("/_aws/s3-website/b/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/_aws/s3-website/..%2f..%2fetc/passwd")]
    public async Task A_path_that_leads_out_finds_no_file_of_this_machine(string path)
    {
        await _http.SendAsync("s3", "PUT", "/b");

        var answer = await RawHttp.SendAsync(emulator.Endpoint, $"GET {path} HTTP/1.1\nHost: localhost:{emulator.Endpoint.Port}");

        Assert.InRange(answer.Status, 400, 404);
        Assert.DoesNotContain("root:", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response-content-type", "text/html%0D%0ASet-Cookie:%20stolen=1")]
    [InlineData("response-content-disposition", "x%0D%0A%0D%0A%3Cscript%3E")]
    [InlineData("response-cache-control", "a%0ASet-Cookie:%20stolen=1")]
    public async Task Headers_that_a_request_sets_on_its_answer_hold_no_line_breaks(string parameter, string value)
    {
        await _http.SendAsync("s3", "PUT", "/headers");
        await _http.SendAsync("s3", "PUT", "/headers/key", "content");

        var answer = await _http.SendAsync("s3", "GET", $"/headers/key?{parameter}={value}");

        Assert.DoesNotContain("Set-Cookie", answer.Headers.Keys);
        Assert.DoesNotContain("<script>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preflight_is_answered_without_what_no_header_can_hold()
    {
        var answer = await RawHttp.SendAsync(
            emulator.Endpoint, $"OPTIONS / HTTP/1.1\nHost: localhost:{emulator.Endpoint.Port}\nAccess-Control-Request-Headers: x-amz-target,é\nAccess-Control-Request-Method: POST");

        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Header("Access-Control-Allow-Headers"));
        Assert.Equal(["POST"], answer.Header("Access-Control-Allow-Methods"));
    }

    /// <summary>Names of an object's own headers may stand in a URL, where they may be anything.</summary>
    [Theory]
    [InlineData("x-amz-meta-a%20b")]
    [InlineData("x-amz-meta-%C3%A9")]
    [InlineData("x-amz-meta-a%0D%0ASet-Cookie:x")]
    public async Task An_object_has_no_header_that_could_not_be_answered(string parameter)
    {
        await _http.SendAsync("s3", "PUT", "/names");

        var answer = await _http.SendAsync("s3", "PUT", $"/names/key?{parameter}=1", "content");

        Assert.Equal(400, answer.Status);
        Assert.Contains("<Code>InvalidArgument</Code>", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("announced", "Content-Length: 99999999999")]
    [InlineData("a header of a megabyte", "X-Large: {1048576}")]
    public async Task What_is_too_large_is_refused_before_it_is_read(string why, string header)
    {
        var large = header.Replace("{1048576}", new string('x', 1_048_576), StringComparison.Ordinal);
        var signed = "Content-Type: application/x-amz-json-1.0\nX-Amz-Target: DynamoDB_20120810.PutItem";

        using var client = new TcpClient();
        await client.ConnectAsync(emulator.Endpoint.Host, emulator.Endpoint.Port, Cancellation);
        using var answer = new StreamReader(client.GetStream());

        // What it sends may be refused while it is still being sent.
        var sending = client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: localhost\r\n{signed.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n{large}\r\n\r\n"), Cancellation).AsTask();
        var status = await answer.ReadLineAsync(Cancellation);

        Assert.True(status?.Split(' ')[1] is "400" or "413" or "431", $"{why}: {status}");
        await sending.ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Half a request each: nobody waits for the rest of them but themselves.</summary>
    [Fact]
    public async Task Clients_that_never_finish_their_request_keep_nobody_else_from_being_answered()
    {
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 200; i++)
            {
                var client = new TcpClient();
                slow.Add(client);
                await client.ConnectAsync(emulator.Endpoint.Host, emulator.Endpoint.Port, Cancellation);
                var half = i % 2 == 0 ? "POST / HTTP/1.1\r\nHost: loc" : "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Length: 100\r\n\r\n{";
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(half), Cancellation);
            }

            var answer = await _http.JsonAsync("dynamodb", "DynamoDB_20120810.ListTables", "{}");

            Assert.Equal(200, answer.Status);
        }
        finally
        {
            slow.ForEach(c => c.Dispose());
        }
    }

    /// <summary>A byte a second and less: the server hangs up instead of waiting for the rest.</summary>
    [Theory]
    [InlineData("of its head", "POST / HTTP/1.1\r\nHost: localhost\r\nX-Sl")]
    [InlineData("of its body", "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Length: 100000\r\n\r\n{")]
    public async Task A_client_that_sends_too_slowly_is_hung_up_on(string what, string half)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(emulator.Endpoint.Host, emulator.Endpoint.Port, Cancellation);
        using var answer = new StreamReader(client.GetStream());
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(half), Cancellation);
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var dripping = DripAsync(client.GetStream(), sending.Token);

        var text = await answer.ReadToEndAsync(Cancellation);
        await sending.CancelAsync();
        await dripping.ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);

        Assert.True(text.Length == 0 || text.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal), $"{what}: {text}");
    }

    public void Dispose() => _http.Dispose();

    private static async Task DripAsync(NetworkStream stream, CancellationToken cancellation)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await second.WaitForNextTickAsync(cancellation)) await stream.WriteAsync("x"u8.ToArray(), cancellation);
    }

    private static byte[] ZipOfZeros(int megabytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("bootstrap", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < megabytes; i++) entry.Write(zeros);
        }

        return stream.ToArray();
    }
}
