using Amazon.Runtime;
using TaskTracker.Functions.Http;

namespace TaskTracker.Functions.Tasks;

/// <summary>
/// Sends a call of the SDK on the thread that makes it, which waits for the whole answer. A function has one event at a time: nothing else is held up, no other thread is woken, and the network is not polled.
/// </summary>
internal sealed class CallsOnThisThread : HttpClientFactory
{
    /// <summary>Redirects, decompression and timeouts are the SDK's own matter.</summary>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(new Sender(Connections(clientConfig))) { Timeout = Timeout.InfiniteTimeSpan };

    internal static SocketsHttpHandler Connections(IClientConfig clientConfig)
    {
        var connections = BlockingHttp.CreateHandler();
        // AWS hangs up on who is idle, and an environment that is frozen does not hear of it.
        if (clientConfig.ServiceURL is null)
            connections.PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1);

        return connections;
    }

    private sealed class Sender(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // TLS reads ahead asynchronously, whatever is asked of it: there, the thread that hears the network goes on with the work.
            var answer = request.RequestUri?.Scheme == Uri.UriSchemeHttps
                ? await SendOverTlsAsync(request, cancellationToken)
                : Send(request, cancellationToken);

            // The connection vouches for its bytes, on AWS by TLS; the SDK would add them up once more, one by one.
            answer.Headers.Remove("x-amz-crc32");
            return answer;
        }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = base.Send(request, cancellationToken);
            using var content = answer.Content;
            answer.Content = new ByteArrayContent(content.ReadWhole());
            foreach (var (name, values) in content.Headers.NonValidated)
                answer.Content.Headers.TryAddWithoutValidation(name, values);

            return answer;
        }

        /// <summary>The SDK reads an answer synchronously, and would wait on the one thread that could bring it.</summary>
        private async Task<HttpResponseMessage> SendOverTlsAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            var answer = await base.SendAsync(request, cancellation);
            await answer.Content.LoadIntoBufferAsync(cancellation);

            return answer;
        }
    }
}
