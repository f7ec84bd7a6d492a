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
    /// <exception cref="AwsError">ValidationException without a qualifier.</exception>
    public static FunctionName Read(Exchange exchange, AwsScope scope)
    {
        var name = LambdaRequest.Name(exchange, scope);
        new Constraints().Present("qualifier", name.Qualifier).Check();
        return name.Qualifier == Deployment.Latest
            ? throw LambdaErrors.Invalid("Provisioned Concurrency Configs cannot be applied to unpublished function versions.")
            : name;
    }
}
