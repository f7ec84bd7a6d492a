namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <summary>Whatever the request does not say is as if it had never been said.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html</remarks>
internal static class PutFunctionEventInvokeConfig
{
    public static EventInvokeView Execute(LambdaService lambda, EventInvokeRequest request) => request.Change(lambda, asked => asked);
}
