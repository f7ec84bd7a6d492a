using System.Buffers;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Protocols.SigV4;

namespace TaskTracker.Emulation.Services.DynamoDb;

/// <summary>The DynamoDB of another server, such as DynamoDB Local: calls go there as they came, signed anew, and its answers come back as they are.</summary>
internal sealed class OtherDynamoDb(Uri endpoint, string region) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = endpoint, Timeout = TimeSpan.FromMinutes(1) };
    private readonly RequestSigner _signer = new(new AwsCredentials("test", "test"), region, TimeProvider.System);

    /// <exception cref="AwsError">Nobody answers there.</exception>
    public async ValueTask AnswerAsync(Exchange exchange)
    {
        using var request = Sign(exchange.Request);
        try
        {
            using var answer = await _http.SendAsync(request, exchange.Cancellation).ConfigureAwait(false);
            exchange.Response.Status = (int)answer.StatusCode;
            exchange.Response.Writer.Write(await answer.Content.ReadAsByteArrayAsync(exchange.Cancellation).ConfigureAwait(false));
        }
        catch (HttpRequestException problem)
        {
            throw Silent((problem.InnerException as SocketException)?.Message ?? problem.Message);
        }
        catch (TaskCanceledException) when (!exchange.Cancellation.IsCancellationRequested)
        {
            throw Silent("it took longer than a minute");
        }
    }

    public void Dispose() => _http.Dispose();

    private AwsError Silent(string reason) => new(503, "ServiceUnavailable", $"The DynamoDB at {endpoint.GetLeftPart(UriPartial.Authority)} does not answer: {reason}");

    private HttpRequestMessage Sign(AwsRequest given)
    {
        var headers = new HeaderDictionary { ["Host"] = endpoint.Authority, ["X-Amz-Target"] = given.Headers["X-Amz-Target"], ["Content-Type"] = "application/x-amz-json-1.0" };
        _signer.Sign("dynamodb", "POST", "/", "", headers, given.Body.Span);
        var content = new ReadOnlyMemoryContent(given.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-amz-json-1.0");
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = content };
        foreach (var (name, value) in headers)
        {
            if (name != "Content-Type") request.Headers.TryAddWithoutValidation(name, value.ToString());
        }

        return request;
    }
}
