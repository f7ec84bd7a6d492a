using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <summary>What hangs on the alias goes with it; an alias that is not there is deleted all the same, as on AWS.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_DeleteAlias.html</remarks>
internal static class DeleteAlias
{
    public static Nothing Execute(LambdaService lambda, AliasName name)
    {
        var changed = lambda.State.Changes.Commit(() =>
        {
            var function = name.Function.Latest(lambda.State, lambda.Scope);
            var changed = function.Without(name.Name) with { Aliases = function.Aliases.Remove(name.Name) };
            return ((LambdaChange?)new LambdaChange.FunctionPut(changed), changed);
        });
        lambda.Settle(changed);
        return Nothing.Value;
    }
}
