namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html</remarks>
internal static class GetFunctionConfiguration
{
    public static FunctionConfiguration Execute(LambdaService lambda, FunctionName name) =>
        lambda.Show(name.In(lambda.State, lambda.Scope), name.Qualifier);
}
