namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <summary>Whatever the request does not say stays.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html</remarks>
internal static class UpdateFunctionEventInvokeConfig
{
    public static EventInvokeView Execute(LambdaService lambda, EventInvokeRequest request) => request.Change(lambda, asked =>
    {
        var current = EventInvokeTarget.Find(lambda, request.Function);
        return asked with
        {
            MaximumRetryAttempts = asked.MaximumRetryAttempts ?? current.MaximumRetryAttempts,
            MaximumEventAgeInSeconds = asked.MaximumEventAgeInSeconds ?? current.MaximumEventAgeInSeconds,
            OnSuccess = request.DestinationConfig?.OnSuccess is null ? current.OnSuccess : asked.OnSuccess,
            OnFailure = request.DestinationConfig?.OnFailure is null ? current.OnFailure : asked.OnFailure,
        };
    });
}
