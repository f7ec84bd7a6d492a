using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record PutFunctionConcurrencyRequest(int? ReservedConcurrentExecutions = null)
{
    [JsonIgnore]
    public FunctionName Function { get; init; } = new("", null);

    public static PutFunctionConcurrencyRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.PutFunctionConcurrencyRequest, "PutFunctionConcurrency");
        new Constraints()
            .Present("reservedConcurrentExecutions", request.ReservedConcurrentExecutions)
            .Range("reservedConcurrentExecutions", request.ReservedConcurrentExecutions, 0, int.MaxValue)
            .Check();
        return request with { Function = LambdaRequest.Name(exchange, scope) };
    }
}

internal sealed record ConcurrencyWire(int? ReservedConcurrentExecutions);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html; the limit as lambda_/test_lambda_api: test_function_concurrency_limits.</remarks>
internal static class PutFunctionConcurrency
{
    /// <summary>What must be left for functions that reserve nothing.</summary>
    public const int LeastUnreserved = 100;

    public static ConcurrencyWire Execute(LambdaService lambda, PutFunctionConcurrencyRequest request)
    {
        var changed = lambda.State.Changes.Commit(() =>
        {
            // Here, unlike elsewhere, the message names the version.
            if (lambda.State.Find(request.Function.Name) is null) throw LambdaErrors.FunctionNotFound((request.Function with { Qualifier = Deployment.Latest }).Arn(lambda.Scope));
            var function = request.Function.Whole(lambda.State, lambda.Scope);
            var reserved = request.ReservedConcurrentExecutions ?? 0;
            if (lambda.State.ConcurrencyLeftFor(function.Name) - reserved < LeastUnreserved) throw LambdaErrors.TooMuchReserved(LeastUnreserved);
            if (reserved < function.TotalProvisioned) throw LambdaErrors.LessThanProvisioned(reserved, function.TotalProvisioned);
            var changed = function with { ReservedConcurrency = reserved };
            return ((LambdaChange?)new LambdaChange.FunctionPut(changed), changed);
        });
        lambda.Settle(changed);
        return new ConcurrencyWire(changed.ReservedConcurrency);
    }
}
