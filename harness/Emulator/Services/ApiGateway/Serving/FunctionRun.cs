using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>Runs the function behind a route, for as long as its integration waits.</summary>
internal sealed class FunctionRun(InvokeFunction invoke)
{
    /// <summary>What Lambda takes as an event.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</remarks>
    public const int MaxEventBytes = 6 * 1024 * 1024;

    /// <param name="payload">The event; its memory is held until the function is done with it, also when nobody waits any more.</param>
    /// <returns><c>null</c> when the integration's time was over first; the function goes on, as on AWS.</returns>
    public async ValueTask<FunctionAnswer?> AnswerAsync(ApiCall call, string functionArn, InvocationSource source, PooledBuffer payload, TimeSpan timeout)
    {
        var (record, calledAt) = (call.Exchange.Record, TimeProvider.System.GetTimestamp());
        record.Add("gateway", record.StartTimestamp, calledAt);
        var invocation = InvokeAsync(functionArn, source, payload, record);
        try
        {
            await invocation.WaitAsync(timeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The answer may have come in the meantime.
        }

        call.IntegrationTime = TimeProvider.System.GetElapsedTime(calledAt);
        if (!invocation.IsCompleted) return null;
        var answer = await invocation.ConfigureAwait(false);
        call.IntegrationRequestId = answer.RequestId;
        call.IntegrationStatus = StatusOf(answer);
        return answer;
    }

    /// <summary>Of Lambda's answer: a function that fails was invoked well.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html</remarks>
    private static int? StatusOf(FunctionAnswer answer) => answer switch
    {
        { Outcome: FunctionOutcome.Throttled } => 429,
        { Outcome: FunctionOutcome.NotFound } => 404,
        { Outcome: FunctionOutcome.Forbidden } => 403,
        { Outcome: FunctionOutcome.Failed, Because: not null } => null,
        _ => 200,
    };

    private async Task<FunctionAnswer> InvokeAsync(string functionArn, InvocationSource source, PooledBuffer payload, RequestRecord record)
    {
        using (payload) return await invoke(functionArn, source, payload.WrittenMemory, record).ConfigureAwait(false);
    }
}
