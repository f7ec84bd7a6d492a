using System.Globalization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda;

/// <summary>Provisioned concurrency as answers show it.</summary>
internal sealed record ProvisionedView(
    int RequestedProvisionedConcurrentExecutions, int AvailableProvisionedConcurrentExecutions, int AllocatedProvisionedConcurrentExecutions, string Status,
    string? StatusReason, string LastModified, string? FunctionArn = null)
{
    /// <param name="qualifier">A version or alias that has it.</param>
    public static ProvisionedView Of(LambdaService lambda, Function function, string qualifier)
    {
        var config = function.Provisioned.GetValueOrDefault(qualifier) ?? throw LambdaErrors.NoProvisionedConcurrency();
        var (ready, problem) = lambda.Fleet.ReadyProvisioned(function.At(qualifier)?.Deployment.PoolName ?? "");
        var available = Math.Min(ready, config.Environments);
        var status = problem is not null ? "FAILED" : available < config.Environments ? "IN_PROGRESS" : "READY";
        return new ProvisionedView(
            config.Environments, available, available, status, problem, config.LastModified.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture));
    }
}

/// <summary>The version or alias that a request about provisioned concurrency names.</summary>
internal static class ProvisionedTarget
{
    /// <summary>For all but the operation that makes it.</summary>
    /// <exception cref="AwsError">ValidationException without a qualifier; InvalidParameterValueException with <c>$LATEST</c>.</exception>
    public static FunctionName Read(Exchange exchange, AwsScope scope) => Read(exchange, scope, LambdaErrors.OnlyPublished);

    /// <param name="latest">The refusal of <c>$LATEST</c>.</param>
    public static FunctionName Read(Exchange exchange, AwsScope scope, Func<AwsError> latest)
    {
        var name = LambdaRequest.Name(exchange, scope);
        new Constraints().Present("qualifier", name.Qualifier).Check();
        return name.Qualifier == Deployment.Latest ? throw latest() : name;
    }

    /// <summary>The function whose version or alias it is.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    public static Function Find(LambdaService lambda, FunctionName name)
    {
        if (lambda.State.Find(name.Name) is { } function && function.At(name.Qualifier) is not null) return function;
        var arn = name.Arn(lambda.Scope);
        throw name.Qualifier?.All(char.IsAsciiDigit) == true ? LambdaErrors.FunctionNotFound(arn) : LambdaErrors.AliasNotFound(arn);
    }
}
