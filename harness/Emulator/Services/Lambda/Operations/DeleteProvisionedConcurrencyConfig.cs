using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_DeleteProvisionedConcurrencyConfig.html</remarks>
internal static class DeleteProvisionedConcurrencyConfig
{
    public static Nothing Execute(LambdaService lambda, FunctionName name)
    {
        var changed = lambda.State.Changes.Commit(() =>
        {
            var function = ProvisionedTarget.Find(lambda, name);
            var changed = function with { Provisioned = function.Provisioned.Remove(name.Qualifier ?? "") };
            return ((LambdaChange?)new LambdaChange.FunctionPut(changed), changed);
        });
        lambda.Settle(changed);
        return Nothing.Value;
    }
}
