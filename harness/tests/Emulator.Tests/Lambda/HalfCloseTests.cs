using System.Text;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Tests.Lambda;

/// <summary>Clients that end their half of the connection when they have sent a request, as <c>nc -N</c> does, long before the function has answered.</summary>
public sealed class HalfCloseTests(Functions functions) : IClassFixture<Functions>
{
    [Fact]
    public async Task A_call_of_a_function_is_answered()
    {
        var name = await functions.CreateAsync("slow");

        var answer = await SignedAsync("lambda", $"/2015-03-31/functions/{name}/invocations", "{}");

        Assert.Equal(200, answer.Status);
        Assert.Matches("^[0-9]+$", answer.Text);
    }

    [Fact]
    public async Task A_function_s_URL_answers()
    {
        var url = await functions.UrlAsync("slow");

        var answer = await RawHttp.SendAsync(functions.Emulator.Endpoint, $"GET / HTTP/1.1\nHost: {new Uri(url).Authority}", halfCloses: true);

        Assert.Equal(200, answer.Status);
        Assert.Matches("^[0-9]+$", answer.Text);
    }

    [Fact]
    public async Task DynamoDB_answers()
    {
        var answer = await SignedAsync("dynamodb", "/", "{}", ("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", "DynamoDB_20120810.ListTables"));

        Assert.Equal((200, """{"TableNames":[]}"""), (answer.Status, answer.Text));
    }

    private Task<RawAnswer> SignedAsync(string service, string path, string body, params (string Name, string Value)[] headers)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var signed = new HeaderDictionary { ["Host"] = functions.Emulator.Endpoint.Authority };
        foreach (var (name, value) in headers) signed[name] = value;
        new RequestSigner(new AwsCredentials("test", "test"), "us-east-1", TimeProvider.System).Sign(service, "POST", path, "", signed, bytes);
        var head = string.Join('\n', signed.Select(h => $"{h.Key}: {h.Value}"));
        return RawHttp.SendAsync(functions.Emulator.Endpoint, $"POST {path} HTTP/1.1\n{head}\nContent-Length: {bytes.Length}", bytes, halfCloses: true);
    }
}
