using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Services.Lambda.Events;

namespace TaskTracker.Emulation.Services.Lambda.Streams;

/// <summary>A pump for each mapping that is enabled.</summary>
internal sealed partial class StreamPumps(LambdaService lambda, StreamReader reader, Destinations destinations, ILogger<StreamPumps> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <summary>Brings what runs in line with what the mapping is, or with its end.</summary>
    public async Task FollowAsync(string id)
    {
        if (_running.TryRemove(id, out var old)) await old.StopAsync().ConfigureAwait(false);
        if (lambda.State.FindMapping(id) is not { IsEnabled: true }) return;
        var stopping = new CancellationTokenSource();
        var pump = new StreamPump(lambda, reader, destinations, id);
        _running[id] = new Running(stopping, Task.Run(() => RunAsync(pump, id, stopping.Token), CancellationToken.None));
    }

    /// <summary>Goes on with what there was before the emulator was started.</summary>
    public void Resume()
    {
        foreach (var mapping in lambda.State.Mappings) _ = FollowAsync(mapping.Id);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _running.Keys)
        {
            if (_running.TryRemove(id, out var running)) await running.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync(StreamPump pump, string id, CancellationToken stopping)
    {
        try
        {
            await pump.RunAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was disabled, changed or deleted.
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            LogEnded(id, problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The event source mapping {Id} has ended")]
    private partial void LogEnded(string id, Exception problem);

    private sealed record Running(CancellationTokenSource Stopping, Task Task)
    {
        public Task CancelAsync() => Stopping.CancelAsync();

        /// <summary>An invocation that has begun is waited for: its records are not to be given twice.</summary>
        public async Task StopAsync()
        {
            await Stopping.CancelAsync().ConfigureAwait(false);
            await Task.ConfigureAwait(false);
            Stopping.Dispose();
        }
    }
}
