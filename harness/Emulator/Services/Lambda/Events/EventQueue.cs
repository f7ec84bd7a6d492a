using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.Events;

/// <summary>Asynchronous invocations: each is tried until it succeeds, has failed often enough, or is too old.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html</remarks>
internal sealed partial class EventQueue(
    LambdaState state, Fleet fleet, AwsScope scope, TimeProvider clock, Destinations destinations, EventMeters meters, ILogger<EventQueue> logger) : IAsyncDisposable
{
    private const int DefaultRetries = 2;

    private static readonly TimeSpan DefaultMaxAge = TimeSpan.FromHours(6);
    private static readonly TimeSpan AfterFirstError = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterSecondError = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _stopping = new();

    public void Add(AsyncEvent queued)
    {
        state.Changes.Commit(new LambdaChange.EventPut(queued));
        meters.Received(queued.FunctionName);
        _ = RunAsync(queued);
    }

    /// <summary>Goes on with what was accepted before the emulator was started.</summary>
    public void Resume()
    {
        foreach (var queued in state.Events) _ = RunAsync(queued);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync(AsyncEvent queued)
    {
        try
        {
            await TryUntilOverAsync(queued).ConfigureAwait(false);
        }
        catch (Exception problem) when (!_stopping.IsCancellationRequested)
        {
            LogStopped(queued.Id, queued.FunctionName, problem);
        }
    }

    private async Task TryUntilOverAsync(AsyncEvent queued)
    {
        var stopping = _stopping.Token;
        var throttles = 0;
        for (AsyncEvent? next = queued; next is not null;)
        {
            var wait = next.DueAt - clock.GetUtcNow();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested) return;
            queued = next;
            next = await TryAsync(queued, ++throttles).ConfigureAwait(false);
            if (next is null) state.Changes.Commit(new LambdaChange.EventEnded(queued.Id));
            else state.Changes.Commit(new LambdaChange.EventPut(next));
            if (next?.Attempts > queued.Attempts) throttles = 0;
        }
    }

    /// <returns>What is to be tried again; <c>null</c> when it is over.</returns>
    private async Task<AsyncEvent?> TryAsync(AsyncEvent queued, int tries)
    {
        if (state.Find(queued.FunctionName) is not { } owner || owner.At(queued.Qualifier) is not { } function) return null;
        var config = owner.EventConfigs.GetValueOrDefault(queued.Qualifier ?? Deployment.Latest);
        var now = clock.GetUtcNow();
        var maxAge = config?.MaximumEventAgeInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : DefaultMaxAge;
        var over = owner.ReservedConcurrency == 0 ? "ZeroReservedConcurrency" : now - queued.QueuedAt > maxAge ? "EventAgeExceeded" : null;
        if (over is not null)
        {
            meters.Dropped(queued.FunctionName);
            await destinations.SendAsync(config?.OnFailure, new EventOutcome(queued, function, over, Result: null)).ConfigureAwait(false);
            return null;
        }

        try
        {
            var invokedArn = new FunctionName(queued.FunctionName, queued.Qualifier).Arn(scope);
            var invocation = new Invocation(queued.Id, invokedArn, queued.Payload, queued.TraceHeader, clientContext: null, wantsLog: false, record: null);
            meters.Tried(queued.FunctionName, now - queued.QueuedAt);
            var result = await fleet.InvokeAsync(function.Deployment, invocation, queued.Qualifier).ConfigureAwait(false);
            return await AfterAsync(queued with { Attempts = queued.Attempts + 1 }, function, config, result).ConfigureAwait(false);
        }
        catch (AwsError)
        {
            // Throttled, or the machine could not: tried until it is too old, less and less often.
            var backoff = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, tries - 1), LongestBackoff.TotalSeconds));
            return queued with { DueAt = now + backoff };
        }
    }

    private async Task<AsyncEvent?> AfterAsync(AsyncEvent tried, Function function, EventInvokeConfig? config, InvokeResult result)
    {
        if (result.FunctionError is null)
        {
            await destinations.SendAsync(config?.OnSuccess, new EventOutcome(tried, function, "Success", result)).ConfigureAwait(false);
            return null;
        }

        if (tried.Attempts <= (config?.MaximumRetryAttempts ?? DefaultRetries))
        {
            return tried with { DueAt = clock.GetUtcNow() + (tried.Attempts == 1 ? AfterFirstError : AfterSecondError) };
        }

        meters.Dropped(tried.FunctionName);
        await destinations.SendAsync(config?.OnFailure, new EventOutcome(tried, function, "RetriesExhausted", result)).ConfigureAwait(false);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Id} for the function {Function} is not tried any more; with --data it is tried again when the emulator is started")]
    private partial void LogStopped(string id, string function, Exception problem);
}
