using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;

namespace TaskTracker.Cli.Tests;

/// <summary>The Runtime API of the Lambda test tool: <c>/NAME/2018-06-01/runtime/…</c>, one event at a time for each function.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
public sealed class RuntimeStandIn : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, Channel<string>> _events = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _answers = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public RuntimeStandIn()
    {
        using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://localhost:{Port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <returns>What the function's process answered.</returns>
    public async Task<string> InvokeAsync(string function, string payload)
    {
        var answer = _answers[function] = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await EventsOf(function).Writer.WriteAsync(payload, _end.Token);
        return await answer.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Close();
        await _serving;
        _end.Dispose();
    }

    private Channel<string> EventsOf(string function) => _events.GetOrAdd(function, _ => Channel.CreateUnbounded<string>());

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = AnswerAsync(context);
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var path = context.Request.Url?.AbsolutePath ?? "";
            var function = path.Split('/')[1];
            if (path.EndsWith("/invocation/next", StringComparison.Ordinal))
            {
                var payload = await EventsOf(function).Reader.ReadAsync(_end.Token);
                context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = Guid.NewGuid().ToString();
                context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = $"{TimeProvider.System.GetUtcNow().AddMinutes(15).ToUnixTimeMilliseconds()}";
                context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = $"arn:aws:lambda:us-east-1:123412341234:function:{function}";
                context.Response.Close(Encoding.UTF8.GetBytes(payload), willBlock: false);
                return;
            }

            using var body = new StreamReader(context.Request.InputStream);
            _answers[function].TrySetResult(await body.ReadToEndAsync(_end.Token));
            context.Response.StatusCode = 202;
            context.Response.Close();
        }
        catch (Exception ended) when (ended is OperationCanceledException or HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
