namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <summary>Whatever the request does not say stays.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html</remarks>
internal static class UpdateFunctionEventInvokeConfig
{
    public static EventInvokeView Execute(LambdaService lambda, EventInvokeRequest request)
    {
        var before = EventInvokeTarget.Find(lambda, request.Function);
        return request.Change(lambda, (current, asked) => asked with
        {
            MaximumRetryAttempts = asked.MaximumRetryAttempts ?? (current ?? before).MaximumRetryAttempts,
            MaximumEventAgeInSeconds = asked.MaximumEventAgeInSeconds ?? (current ?? before).MaximumEventAgeInSeconds,
            OnSuccess = request.DestinationConfig?.OnSuccess is null ? (current ?? before).OnSuccess : asked.OnSuccess,
            OnFailure = request.DestinationConfig?.OnFailure is null ? (current ?? before).OnFailure : asked.OnFailure,
        });
    }
}
