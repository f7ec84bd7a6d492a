using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Services.Lambda.Events;

namespace TaskTracker.Emulation.Services.Lambda.Streams;

/// <summary>A pump for each mapping that is enabled.</summary>
internal sealed partial class StreamPumps(LambdaService lambda, StreamReader reader, Destinations destinations, ILogger<StreamPumps> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <summary>Brings what runs in line with what the mapping is, or with its end; nobody waits for it.</summary>
    public void Follow(string id)
    {
        lock (_gate)
        {
            var before = _running.GetValueOrDefault(id);
            _ = before?.Stopping.CancelAsync();
            var stopping = new CancellationTokenSource();
            _running[id] = new Running(stopping, Task.Run(() => RunAsync(before?.Task ?? Task.CompletedTask, id, stopping.Token), CancellationToken.None));
        }
    }

    /// <summary>Goes on with what there was before the emulator was started.</summary>
    public void Resume()
    {
        foreach (var mapping in lambda.State.Mappings) Follow(mapping.Id);
    }

    public async ValueTask DisposeAsync()
    {
        Running[] all;
        lock (_gate) all = [.. _running.Values];
        foreach (var running in all) await running.Stopping.CancelAsync().ConfigureAwait(false);
    }

    /// <param name="before">What ran for the mapping until now. An invocation that has begun is waited for: its records are not to be given twice.</param>
    private async Task RunAsync(Task before, string id, CancellationToken stopping)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            if (!stopping.IsCancellationRequested) await new StreamPump(lambda, reader, destinations, id).RunAsync(stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was disabled, changed or deleted.
        }
        catch (Exception problem) when (!stopping.IsCancellationRequested)
        {
            LogEnded(id, problem);
        }

        Forget(id);
    }

    /// <summary>Of a mapping that is gone nothing is kept.</summary>
    private void Forget(string id)
    {
        if (lambda.State.FindMapping(id) is not null) return;
        lock (_gate) _running.Remove(id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The event source mapping {Id} has ended")]
    private partial void LogEnded(string id, Exception problem);

    private sealed record Running(CancellationTokenSource Stopping, Task Task);
}
