namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <summary>An empty object where nothing is reserved.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html</remarks>
internal static class GetFunctionConcurrency
{
    public static ConcurrencyWire Execute(LambdaService lambda, FunctionName name) => new(name.Whole(lambda.State, lambda.Scope).ReservedConcurrency);
}
