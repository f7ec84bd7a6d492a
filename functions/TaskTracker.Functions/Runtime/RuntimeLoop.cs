namespace TaskTracker.Functions.Runtime;

internal delegate Task<ReadOnlyMemory<byte>> AnswerInvocation(Invocation invocation, CancellationToken cancellation);

/// <summary>Takes events from the Runtime API one by one and sends back what the function answers.</summary>
internal static class RuntimeLoop
{
    /// <returns>Never, while the Runtime API is there.</returns>
    /// <exception cref="HttpRequestException">The Runtime API is gone: nobody is left to work for.</exception>
    public static async Task RunAsync(RuntimeApi runtime, AnswerInvocation answer, CancellationToken cancellation)
    {
        while (true)
        {
            var invocation = runtime.Next(cancellation);
            Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);

            ReadOnlyMemory<byte> payload;
            try
            {
                payload = await answer(invocation, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                runtime.Fail(invocation.RequestId, failure, cancellation);
                continue;
            }

            runtime.Respond(invocation.RequestId, payload, cancellation);
        }
    }
}
