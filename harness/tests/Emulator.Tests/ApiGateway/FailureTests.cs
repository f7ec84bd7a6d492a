using System.Text;
using TaskTracker.Emulation.Services.ApiGateway;

namespace TaskTracker.Emulation.Tests.ApiGateway;

public sealed class FailureTests(Gateway gateway) : IClassFixture<Gateway>
{
    [Fact]
    [Parity("execute-api/failures", Evidence.Unverified, "AWS's Lambda test tool answers so; no recording was found")]
    public async Task A_function_that_fails_is_an_internal_error()
    {
        var function = gateway.AddFunction((_, _) => Task.FromResult(new FunctionAnswer(FunctionOutcome.Failed, Encoding.UTF8.GetBytes("""{"errorMessage":"secret"}"""))));

        var answer = await SendAsync(function);

        Assert.Equal((500, """{"message":"Internal Server Error"}"""), (answer.Status, answer.Text));
        Assert.Equal(["application/json"], answer.Header("Content-Type"));
    }

    [Fact]
    [Parity("execute-api/failures", Evidence.Unverified, "no recording was found")]
    public async Task A_function_that_does_not_exist_is_an_internal_error()
    {
        var answer = await SendAsync("arn:aws:lambda:us-east-1:000000000000:function:nobody");

        Assert.Equal((500, """{"message":"Internal Server Error"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    [Parity("execute-api/failures", Evidence.Unverified, "as users of AWS report it; no recording was found")]
    public async Task A_function_that_may_not_be_called_is_an_internal_error()
    {
        var function = gateway.AddFunction((_, _) => Task.FromResult(new FunctionAnswer(FunctionOutcome.Forbidden, Because: "because nobody said so")));

        var answer = await SendAsync(function);

        Assert.Equal((500, """{"message":"Internal Server Error"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    [Parity("execute-api/failures", Evidence.Unverified, "no recording was found")]
    public async Task A_throttled_function_is_a_service_that_is_unavailable()
    {
        var function = gateway.AddFunction((_, _) => Task.FromResult(new FunctionAnswer(FunctionOutcome.Throttled)));

        var answer = await SendAsync(function);

        Assert.Equal((503, """{"message":"Service Unavailable"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    [Parity("execute-api/failures", Evidence.Unverified, "users report 503 from AWS (github.com/serverless/serverless/issues/11222); the text was not recorded")]
    public async Task A_function_that_outlasts_the_integration_is_not_waited_for()
    {
        var release = new TaskCompletionSource();
        var seen = new TaskCompletionSource<string>();
        var function = gateway.AddFunction(async (payload, _) =>
        {
            await release.Task;
            seen.SetResult(payload);
            return Gateway.Returned("\"late\"");
        });
        var api = await gateway.CreateAsync(function, ["GET /"], timeoutMs: 50);

        var answer = await api.SendAsync("GET", "/");
        release.SetResult();
        var payload = await seen.Task;

        Assert.Equal((503, """{"message":"Service Unavailable"}"""), (answer.Status, answer.Text));
        Assert.Contains("\"version\":\"2.0\"", payload, StringComparison.Ordinal);
    }

    /// <summary>Why, the size of the body, and the status.</summary>
    [Theory]
    [InlineData("an event that Lambda takes", 5_000_000, 200)]
    [InlineData("an event beyond Lambda's 6 MB", 6_300_000, 413)]
    [InlineData("a request beyond the gateway's 10 MB", 10_485_761, 413)]
    [Parity("execute-api/failures", Evidence.Unverified, "the limits are documented; the answer is that of AWS's Lambda test tool")]
    public async Task A_request_can_be_too_large(string why, int sizeBytes, int status)
    {
        var api = await gateway.CreateAsync(gateway.AddFunction("""{"statusCode":200}"""), ["POST /"]);

        var answer = await RawHttp.SendAsync(
            gateway.Endpoint, $"POST / HTTP/1.1\nHost: {api.Host}\nContent-Type: text/plain\nContent-Length: {sizeBytes}", Enumerable.Repeat((byte)'a', sizeBytes).ToArray());

        Assert.True(answer.Status == status, why);
        if (status == 413) Assert.Equal("""{"message":"Request Entity Too Large"}""", answer.Text);
    }

    private async Task<RawAnswer> SendAsync(string function) => await (await gateway.CreateAsync(function, ["GET /"])).SendAsync("GET", "/");
}
