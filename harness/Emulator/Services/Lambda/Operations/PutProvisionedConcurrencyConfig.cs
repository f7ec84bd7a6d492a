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
        return request with { Function = ProvisionedTarget.Read(exchange, scope, LambdaErrors.NotPublished) };
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
            var function = ProvisionedTarget.Find(lambda, request.Function);
            var count = request.ProvisionedConcurrentExecutions ?? 0;
            CheckCount(lambda.State, function, count + function.Provisioned.Where(p => p.Key != qualifier).Sum(p => p.Value.Environments));
            CheckOthers(function, qualifier);
            var changed = function with { Provisioned = function.Provisioned.SetItem(qualifier, new ProvisionedConcurrency(count, lambda.Clock.GetUtcNow())) };
            return ((LambdaChange?)new LambdaChange.FunctionPut(changed), changed);
        });
        lambda.Settle(changed);
        return ProvisionedView.Of(lambda, changed, qualifier);
    }

    /// <param name="total">Of the function, with what is asked for.</param>
    private static void CheckCount(LambdaState state, Function function, int total)
    {
        if (function.ReservedConcurrency is { } reserved)
        {
            if (total > reserved) throw LambdaErrors.MoreThanReserved();
            return;
        }

        var left = state.ConcurrencyLeftFor(function.Name);
        if (total > left) throw LambdaErrors.TooMuchProvisioned(left);
        if (left - total < PutFunctionConcurrency.LeastUnreserved) throw LambdaErrors.TooLittleLeft(PutFunctionConcurrency.LeastUnreserved);
    }

    /// <summary>A version is provisioned once: by its number or by one of its aliases.</summary>
    /// <exception cref="AwsError">ResourceConflictException; InvalidParameterValueException when the alias stands for what is not published.</exception>
    public static void CheckOthers(Function function, string qualifier)
    {
        var alias = function.Aliases.GetValueOrDefault(qualifier);
        var version = alias?.FunctionVersion ?? qualifier;
        if (version == Deployment.Latest) throw LambdaErrors.NotPublished();
        var isByAnother = function.Aliases.Values.Any(a => a.Name != qualifier && a.FunctionVersion == version && function.Provisioned.ContainsKey(a.Name));
        if (alias is null && isByAnother) throw LambdaErrors.AliasIsProvisioned();
        if (alias is not null && (isByAnother || function.Provisioned.ContainsKey(version))) throw LambdaErrors.VersionIsProvisioned();
    }
}
