namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetProvisionedConcurrencyConfig.html</remarks>
internal static class GetProvisionedConcurrencyConfig
{
    public static ProvisionedView Execute(LambdaService lambda, FunctionName name) =>
        ProvisionedView.Of(lambda, ProvisionedTarget.Find(lambda, name), name.Qualifier ?? "");
}
