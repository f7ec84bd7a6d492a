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
            answer.Content = await ReadAsync(answer.Content, cancellationToken);

            // The connection vouches for its bytes, on AWS by TLS; the SDK would add them up once more, one by one.
            answer.Headers.Remove("x-amz-crc32");
            return answer;
        }

        /// <summary>What says how long it is, is read at one go.</summary>
        private static async Task<HttpContent> ReadAsync(HttpContent content, CancellationToken cancellation)
        {
            if (content.Headers.ContentLength is not { } length)
            {
                await content.LoadIntoBufferAsync(cancellation);
                return content;
            }

            using (content)
            {
                var bytes = GC.AllocateUninitializedArray<byte>(checked((int)length));
                await (await content.ReadAsStreamAsync(cancellation)).ReadExactlyAsync(bytes, cancellation);
                var whole = new ByteArrayContent(bytes);
                foreach (var (name, values) in content.Headers.NonValidated)
                    whole.Headers.TryAddWithoutValidation(name, values);
                return whole;
            }
        }
    }
}
