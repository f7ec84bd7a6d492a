using System.Buffers;
using System.Net;
using System.Text.Json;
using TaskTracker.Functions.Http;

namespace TaskTracker.Functions.Runtime;

/// <summary>The client side of the Lambda Runtime API, over one connection that is kept open. Each call holds its thread until it is answered: there is one event at a time, and nothing else to do.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
internal sealed class RuntimeApi : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _runtime;
    private readonly Uri _next;

    /// <param name="address">The value of AWS_LAMBDA_RUNTIME_API: host and port, perhaps followed by a path.</param>
    public RuntimeApi(string address)
    {
        _runtime = $"http://{address}/2018-06-01/runtime";
        _next = new Uri($"{_runtime}/invocation/next");
        var connection = BlockingHttp.CreateHandler();
        connection.UseProxy = false;
        connection.MaxConnectionsPerServer = 1;
        // The wait for the next event has no end: the environment may be frozen for hours.
        _http = new HttpClient(connection) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Waits for the next event, for as long as it takes, on the thread that asks.</summary>
    /// <exception cref="HttpRequestException">The Runtime API is gone, or answers anything but an event.</exception>
    public Invocation Next(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _next);
        using var response = _http.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        var payload = response.Content.ReadWhole();

        return new Invocation(
            Header(response, "Lambda-Runtime-Aws-Request-Id")
                ?? throw new HttpRequestException("The Runtime API handed out an event without a request id."),
            Header(response, "Lambda-Runtime-Trace-Id") ?? "",
            payload);
    }

    public void Respond(string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancellation) =>
        Post($"invocation/{requestId}/response", payload, errorType: null, cancellation);

    public void Fail(string requestId, Exception failure, CancellationToken cancellation) =>
        Post($"invocation/{requestId}/error", Describe(failure), failure.GetType().Name, cancellation);

    public void FailInit(Exception failure, CancellationToken cancellation) =>
        Post("init/error", Describe(failure), failure.GetType().Name, cancellation);

    public void Dispose() => _http.Dispose();

    private void Post(string path, ReadOnlyMemory<byte> payload, string? errorType, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_runtime}/{path}") { Content = new ReadOnlyMemoryContent(payload) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        if (errorType is not null)
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);

        using var response = _http.Send(request, cancellation);
        // 4xx refuses this one answer, and Lambda has told its caller why; 5xx asks the runtime to exit.
        if (response.StatusCode >= HttpStatusCode.InternalServerError)
            response.EnsureSuccessStatusCode();
    }

    private static ReadOnlyMemory<byte> Describe(Exception failure)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("errorMessage", failure.Message);
            json.WriteString("errorType", failure.GetType().Name);
            json.WriteStartArray("stackTrace");
            foreach (var line in (failure.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                json.WriteStringValue(line);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
