namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html</remarks>
internal static class GetFunctionEventInvokeConfig
{
    public static EventInvokeView Execute(LambdaService lambda, FunctionName name)
    {
        var config = EventInvokeTarget.Find(lambda, name);
        return EventInvokeView.Of(name.Owner(lambda.State, lambda.Scope), name.Qualifier ?? Deployment.Latest, config);
    }
}
