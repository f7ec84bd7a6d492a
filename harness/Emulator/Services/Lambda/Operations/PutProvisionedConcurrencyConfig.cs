using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record PutProvisionedConcurrencyConfigRequest(int? ProvisionedConcurrentExecutions = null)
{
    [JsonIgnore]
    public FunctionName Function { get; init; } = new("", null);

    public static PutProvisionedConcurrencyConfigRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.PutProvisionedConcurrencyConfigRequest, "PutProvisionedConcurrencyConfig");
        new Constraints()
            .Present("provisionedConcurrentExecutions", request.ProvisionedConcurrentExecutions)
            .Range("provisionedConcurrentExecutions", request.ProvisionedConcurrentExecutions, 1, int.MaxValue)
            .Check();
        return request with { Function = ProvisionedTarget.Read(exchange, scope) };
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html</remarks>
internal static class PutProvisionedConcurrencyConfig
{
    public static ProvisionedView Execute(LambdaService lambda, PutProvisionedConcurrencyConfigRequest request)
    {
        var qualifier = request.Function.Qualifier ?? "";
        var changed = lambda.State.Changes.Commit(() =>
        {
            _ = request.Function.In(lambda.State, lambda.Scope);
            var function = request.Function.Owner(lambda.State, lambda.Scope);
            var count = request.ProvisionedConcurrentExecutions ?? 0;
            var others = function.Provisioned.Where(p => p.Key != qualifier).Sum(p => p.Value.Environments);
            if (count + others > (function.ReservedConcurrency ?? lambda.State.UnreservedConcurrency))
            {
                throw LambdaErrors.Invalid(function.ReservedConcurrency is null
                    ? "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency"
                    : "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function");
            }

            var changed = function with { Provisioned = function.Provisioned.SetItem(qualifier, new ProvisionedConcurrency(count, lambda.Clock.GetUtcNow())) };
            return ((LambdaChange?)new LambdaChange.FunctionPut(changed), changed);
        });
        lambda.Settle(changed);
        return ProvisionedView.Of(lambda, changed, qualifier);
    }
}
