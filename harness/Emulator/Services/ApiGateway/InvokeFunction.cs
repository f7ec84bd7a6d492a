using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>Runs a function once and waits for what it returns. A client that goes away does not stop it.</summary>
/// <param name="functionArn">As the integration names it, with a qualifier if it has one.</param>
/// <param name="source">On whose behalf: what the function's policy must allow, each time.</param>
/// <param name="payload">The event; its memory is the gateway's again once the answer is there.</param>
/// <param name="record">Of the request that the function runs for: it has the trace, and takes the times of the invocation's parts.</param>
internal delegate Task<FunctionAnswer> InvokeFunction(string functionArn, InvocationSource source, ReadOnlyMemory<byte> payload, RequestRecord record);

internal enum FunctionOutcome
{
    /// <summary>The function returned.</summary>
    Returned,

    /// <summary>It threw, crashed or ran out of time.</summary>
    Failed,

    /// <summary>It could not start for lack of concurrency.</summary>
    Throttled,

    /// <summary>There is no such function or qualifier.</summary>
    NotFound,

    /// <summary>The function's policy does not let API Gateway call it from there.</summary>
    Forbidden,
}

/// <param name="Payload">What it returned, or its error; not changed by anybody afterwards.</param>
/// <param name="Because">Why it was not called, for the log.</param>
/// <param name="RequestId">Lambda's, which the function's log has too; <c>null</c> where Lambda was not asked.</param>
internal readonly record struct FunctionAnswer(FunctionOutcome Outcome, ReadOnlyMemory<byte> Payload = default, string? Because = null, string? RequestId = null);
