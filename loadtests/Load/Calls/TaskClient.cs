using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Text.Json;

namespace TaskTracker.Load.Calls;

/// <summary>Calls the deployed API as any client would: HTTP/1.1 over kept connections, every answer checked.</summary>
/// <param name="api">Without a slash at its end.</param>
/// <param name="health">Where <see cref="TaskCall.Health"/> is; <c>null</c> on a target that has none.</param>
internal sealed class TaskClient : IDisposable
{
    private readonly Uri _api;
    private readonly Uri? _health;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private long _connections;
    private long _bytes;

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes of its handler.")]
    public TaskClient(Uri api, Uri? health, TimeSpan timeout, TimeProvider time)
    {
        (_api, _health, _time) = (api, health, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        })
        { Timeout = timeout };
    }

    public TaskStock Stock { get; } = new();

    /// <summary>Opened so far.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Of bodies, received so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <inheritdoc cref="MakeCall"/>
    public async Task<Answered> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        KnownTask? task;
        try
        {
            task = call == TaskCall.Create ? new KnownTask("", Stock.NextNumber())
                : call == TaskCall.Get || call == TaskCall.Update ? Stock.Any()
                : call == TaskCall.Delete ? Stock.TakeSpare() ?? await CreateAsync(cancellation).ConfigureAwait(false)
                : null;
        }
        catch (HttpRequestException problem)
        {
            var now = _time.GetTimestamp();
            return new Answered(now, now, KindOf(problem));
        }

        using var request = Request(call, task);
        var atLeast = Stock.Lasting.Count;
        var sentAt = _time.GetTimestamp();
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            var at = _time.GetTimestamp();
            Interlocked.Add(ref _bytes, body.Length);
            if (call == TaskCall.Create && AnswerCheck.CreatedId(body) is { } id && task is not null) Stock.AddSpare(task with { Id = id });
            return new Answered(sentAt, at, AnswerCheck.Of(call, (int)response.StatusCode, body, task, atLeast));
        }
        catch (HttpRequestException problem)
        {
            return new Answered(sentAt, _time.GetTimestamp(), KindOf(problem));
        }
        catch (Exception problem) when (problem is IOException or TaskCanceledException)
        {
            return new Answered(sentAt, _time.GetTimestamp(), cancellation.IsCancellationRequested ? Answered.Abandoned : problem is IOException ? "connection broken" : "timeout");
        }
    }

    /// <summary>A task outside of any measurement.</summary>
    /// <exception cref="HttpRequestException">The API does not make one.</exception>
    public async Task<KnownTask> CreateAsync(CancellationToken cancellation)
    {
        var task = new KnownTask("", Stock.NextNumber());
        var (status, body) = await AsideAsync(TaskCall.Create, task, cancellation).ConfigureAwait(false);
        return AnswerCheck.Of(TaskCall.Create, status, body, task, 0) is { } problem
            ? throw new HttpRequestException(problem, null, (System.Net.HttpStatusCode)status)
            : task with { Id = AnswerCheck.CreatedId(body) ?? "" };
    }

    /// <summary>Outside of any measurement; that it may be gone already does not matter.</summary>
    /// <exception cref="HttpRequestException">Nobody answers.</exception>
    public Task RemoveAsync(KnownTask task, CancellationToken cancellation) => AsideAsync(TaskCall.Delete, task, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<(int Status, byte[] Body)> AsideAsync(TaskCall call, KnownTask task, CancellationToken cancellation)
    {
        using var request = Request(call, task);
        try
        {
            using var response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer for {_http.Timeout.TotalSeconds:0} seconds");
        }
    }

    private HttpRequestMessage Request(TaskCall call, KnownTask? task)
    {
        if (call == TaskCall.Health) return new HttpRequestMessage(HttpMethod.Get, _health);
        var (method, path) = call.Slug switch
        {
            "get-tasks" => (HttpMethod.Get, "/tasks"),
            "get-tasks-page" => (HttpMethod.Get, "/tasks?limit=50"),
            "post-tasks" => (HttpMethod.Post, "/tasks"),
            "get-task" => (HttpMethod.Get, $"/tasks/{task?.Id}"),
            "put-task" => (HttpMethod.Put, $"/tasks/{task?.Id}"),
            "delete-task" => (HttpMethod.Delete, $"/tasks/{task?.Id}"),
            _ => throw new ArgumentOutOfRangeException(nameof(call)),
        };
        var request = new HttpRequestMessage(method, _api.OriginalString + path);
        if (method == HttpMethod.Post || method == HttpMethod.Put) request.Content = Body(task?.Number ?? 0, isNew: method == HttpMethod.Post);
        return request;
    }

    private static ByteArrayContent Body(int number, bool isNew)
    {
        using var buffer = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (isNew) json.WriteString("Title"u8, SampleTasks.Title(number));
            json.WriteString("Description"u8, SampleTasks.Description(isNew ? number : number + Random.Shared.Next(100)));
            json.WriteString("Status"u8, isNew ? SampleTasks.Status(number) : SampleTasks.Status(Random.Shared.Next(3)));
            json.WriteEndObject();
        }

        return new ByteArrayContent(buffer.ToArray()) { Headers = { ContentType = new("application/json") } };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
            Interlocked.Increment(ref _connections);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static string KindOf(HttpRequestException problem) => problem switch
    {
        { StatusCode: { } status } => $"status {(int)status}",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "unknown host",
        { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
        _ => "connection broken",
    };
}
