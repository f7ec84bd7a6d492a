using System.Net;
using Amazon.Runtime;

namespace TaskTracker.Functions.Tasks;

/// <summary>
/// Lets the SDK see an answer once all of it is there. It reads answers synchronously: on the thread that hears the network, which does a function's work, it would wait for itself.
/// </summary>
internal sealed class WholeAnswers : HttpClientFactory
{
    /// <summary>Redirects, decompression and timeouts are the SDK's own matter.</summary>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(new Reader(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false }))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private sealed class Reader(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            return answer;
        }
    }
}
