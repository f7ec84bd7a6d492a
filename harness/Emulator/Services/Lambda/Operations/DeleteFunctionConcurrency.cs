using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html</remarks>
internal static class DeleteFunctionConcurrency
{
    public static Nothing Execute(LambdaService lambda, FunctionName name)
    {
        var changed = lambda.State.Changes.Commit(() =>
        {
            var changed = name.Whole(lambda.State, lambda.Scope) with { ReservedConcurrency = null };
            return ((LambdaChange?)new LambdaChange.FunctionPut(changed), changed);
        });
        lambda.Settle(changed);
        return Nothing.Value;
    }
}
