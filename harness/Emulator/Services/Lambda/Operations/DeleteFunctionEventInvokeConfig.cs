using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionEventInvokeConfig.html</remarks>
internal static class DeleteFunctionEventInvokeConfig
{
    public static Nothing Execute(LambdaService lambda, FunctionName name) => lambda.State.Changes.Commit(() =>
    {
        _ = EventInvokeTarget.Find(lambda, name);
        var function = name.Owner(lambda.State, lambda.Scope);
        var changed = function with { EventConfigs = function.EventConfigs.Remove(name.Qualifier ?? Deployment.Latest) };
        return ((LambdaChange?)new LambdaChange.FunctionPut(changed), Nothing.Value);
    });
}
