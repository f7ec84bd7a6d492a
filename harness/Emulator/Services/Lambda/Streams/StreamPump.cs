using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Lambda.Events;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.Streams;

/// <summary>Gives the records of one stream to one function, in their order, as long as their mapping is enabled.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html</remarks>
internal sealed class StreamPump(LambdaService lambda, StreamReader reader, Destinations destinations, string id)
{
    private const string Succeeded = "OK";
    private const string Failed = "PROBLEM: Function call failed";

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    private int _failures;

    /// <summary>Ends when the mapping is disabled or gone, or its stream is.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && lambda.State.FindMapping(id) is { IsEnabled: true } mapping)
        {
            try
            {
                if (Function(mapping) is not { } function) throw LambdaErrors.FunctionNotFound(mapping.FunctionName);
                if (await GatherAsync(mapping, function, stopping).ConfigureAwait(false) is not { } slice)
                {
                    Note("PROBLEM: The stream is gone, or read to its end.", mapping.Position);
                    return;
                }

                await WorkOffAsync(StreamBatch.Of(slice, mapping.StreamArn), stopping).ConfigureAwait(false);
            }
            catch (AwsError refusal)
            {
                Note($"PROBLEM: {refusal.Message}", lambda.State.FindMapping(id)?.Position);
                await BackOffAsync(stopping).ConfigureAwait(false);
            }
        }
    }

    /// <returns>With at least one record; <c>null</c> when none can follow.</returns>
    private async Task<StreamSlice?> GatherAsync(EventSourceMapping mapping, Function function, CancellationToken stopping)
    {
        var settings = mapping.Settings;
        Task? window = null;
        while (true)
        {
            if (reader.Read(function.Deployment.Settings.Role, mapping.StreamArn, mapping.Position, settings.BatchSize) is not { } slice) return null;
            var (records, isEnd) = (slice.Records, slice.IsEnd);
            if (records.Count == 0 && isEnd) return null;
            if (records.Count > 0 && (isEnd || records.Count >= settings.BatchSize || settings.MaximumBatchingWindowInSeconds == 0 || window?.IsCompleted == true)) return slice;
            if (records.Count > 0) window ??= Task.Delay(TimeSpan.FromSeconds(settings.MaximumBatchingWindowInSeconds), lambda.Clock, stopping);
            await Task.WhenAny(slice.More.WaitAsync(stopping), window ?? slice.More).ConfigureAwait(false);
            stopping.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Until the function has processed each record, or it is given up.</summary>
    private async Task WorkOffAsync(StreamBatch batch, CancellationToken stopping)
    {
        var left = new Stack<StreamBatch>([batch]);
        while (left.TryPop(out var next) && lambda.State.FindMapping(id) is { IsEnabled: true } mapping && Function(mapping) is { } function)
        {
            stopping.ThrowIfCancellationRequested();
            if (await DropOldAsync(mapping, function, next).ConfigureAwait(false) is not { } fresh) continue;
            var requestId = RequestIds.Uuid();
            var result = await InvokeAsync(mapping, function, fresh, requestId).ConfigureAwait(false);
            var unprocessed = result switch
            {
                { FunctionError: null } when !mapping.Settings.ReportsItemFailures => null,
                { FunctionError: null } => fresh.Unprocessed(result.Payload.Span),
                _ => fresh,
            };
            await AfterAsync(new GivenUpBatch(mapping, function.Arn, fresh, "RetryAttemptsExhausted", requestId, result), unprocessed, left).ConfigureAwait(false);
            if (unprocessed is not null) await BackOffAsync(stopping).ConfigureAwait(false);
        }
    }

    /// <param name="tried">As it would be told of, were it given up.</param>
    private async Task AfterAsync(GivenUpBatch tried, StreamBatch? unprocessed, Stack<StreamBatch> left)
    {
        var settings = tried.Mapping.Settings;
        if (unprocessed is null)
        {
            _failures = 0;
            Note(Succeeded, tried.Batch.Last);
            return;
        }

        var isPartly = unprocessed.Records.Count < tried.Batch.Records.Count;
        Note(Failed, isPartly ? tried.Batch.Records[^(unprocessed.Records.Count + 1)].SequenceNumber : tried.Mapping.Position);
        if (settings.BisectBatchOnFunctionError && !isPartly && unprocessed.Records.Count > 1)
        {
            var (first, second) = unprocessed.Split();
            left.Push(second);
            left.Push(first);
            return;
        }

        var again = unprocessed with { Attempts = unprocessed.Attempts + 1 };
        if (settings.MaximumRetryAttempts < 0 || again.Attempts <= settings.MaximumRetryAttempts) left.Push(again);
        else await GiveUpAsync(tried with { Batch = again }).ConfigureAwait(false);
    }

    /// <returns>What may be tried still; <c>null</c> when nothing may.</returns>
    private async Task<StreamBatch?> DropOldAsync(EventSourceMapping mapping, Function function, StreamBatch batch)
    {
        if (mapping.Settings.MaximumRecordAgeInSeconds < 0) return batch;
        var oldest = lambda.Clock.GetUtcNow() - TimeSpan.FromSeconds(mapping.Settings.MaximumRecordAgeInSeconds);
        var old = batch.Records.TakeWhile(r => r.At < oldest).ToList();
        if (old.Count == 0) return batch;
        await GiveUpAsync(new GivenUpBatch(mapping, function.Arn, batch with { Records = old }, "RecordAgeExceeded", RequestIds.Uuid(), Result: null)).ConfigureAwait(false);
        return old.Count == batch.Records.Count ? null : batch with { Records = [.. batch.Records.Skip(old.Count)] };
    }

    private async Task GiveUpAsync(GivenUpBatch batch)
    {
        if (Function(batch.Mapping) is { } function)
        {
            await destinations.SendAsync(batch.Mapping.Settings.OnFailure, function, batch.RequestId, batch.ToJson(lambda.Clock.GetUtcNow()), batch.ObjectFolder).ConfigureAwait(false);
        }

        _failures = 0;
        Note(Failed, batch.Batch.Last);
    }

    /// <summary>Throttled, it is called again until it is not.</summary>
    private Task<InvokeResult> InvokeAsync(EventSourceMapping mapping, Function function, StreamBatch batch, string requestId)
    {
        var arn = new FunctionName(mapping.FunctionName, mapping.Qualifier).Arn(lambda.Scope);
        var invocation = new Invocation(requestId, arn, batch.ToJson(mapping.StreamArn), LambdaService.Trace(record: null), clientContext: null, wantsLog: false, record: null);
        return lambda.Fleet.InvokeAsync(function.Deployment, invocation, mapping.Qualifier);
    }

    private Task BackOffAsync(CancellationToken stopping)
    {
        var wait = Math.Min(FirstBackoff.TotalSeconds * Math.Pow(2, _failures++), LongestBackoff.TotalSeconds);
        return Task.Delay(TimeSpan.FromSeconds(wait), lambda.Clock, stopping);
    }

    private Function? Function(EventSourceMapping mapping) => lambda.State.Find(mapping.FunctionName)?.At(mapping.Qualifier);

    /// <param name="position">Of the last record that is done with.</param>
    private void Note(string result, string? position) => lambda.State.Changes.Commit(() =>
    {
        if (lambda.State.FindMapping(id) is not { } mapping || (mapping.Result == result && mapping.Position == position)) return ((LambdaChange?)null, Nothing.Value);
        return (new LambdaChange.MappingPut(mapping with { Result = result, Position = position }), Nothing.Value);
    });
}
