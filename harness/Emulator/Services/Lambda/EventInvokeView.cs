using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Events;

namespace TaskTracker.Emulation.Services.Lambda;

internal sealed record DestinationWire(string? Destination = null);

internal sealed record DestinationConfigWire(DestinationWire? OnSuccess = null, DestinationWire? OnFailure = null);

/// <summary>What becomes of a function's asynchronous invocations, as answers show it.</summary>
/// <param name="LastModified">Seconds since 1970.</param>
internal sealed record EventInvokeView(
    double LastModified, string FunctionArn, int? MaximumRetryAttempts, int? MaximumEventAgeInSeconds, DestinationConfigWire DestinationConfig)
{
    public static EventInvokeView Of(Function function, string qualifier, EventInvokeConfig config) => new(
        config.LastModified.ToUnixTimeMilliseconds() / 1000.0, $"{function.Arn}:{qualifier}", config.MaximumRetryAttempts, config.MaximumEventAgeInSeconds,
        new DestinationConfigWire(new DestinationWire(config.OnSuccess), new DestinationWire(config.OnFailure)));
}

/// <summary>The request of both operations that change it.</summary>
internal sealed record EventInvokeRequest(int? MaximumRetryAttempts = null, int? MaximumEventAgeInSeconds = null, DestinationConfigWire? DestinationConfig = null)
{
    [JsonIgnore]
    public FunctionName Function { get; init; } = new("", null);

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    public static EventInvokeRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.EventInvokeRequest, "PutFunctionEventInvokeConfig");
        new Constraints()
            .Range("maximumRetryAttempts", request.MaximumRetryAttempts, 0, 2)
            .Range("maximumEventAgeInSeconds", request.MaximumEventAgeInSeconds, 60, 21600)
            .Check();
        Constraints.RefuseOthers(request.Others);
        return request is { MaximumRetryAttempts: null, MaximumEventAgeInSeconds: null, DestinationConfig: null }
            ? throw LambdaErrors.Invalid("You must specify at least one of error handling or destination setting.")
            : request with { Function = LambdaRequest.NamespacedName(exchange, scope) };
    }

    /// <param name="change">From the configuration that the request asks for.</param>
    /// <exception cref="AwsError">ResourceNotFoundException, InvalidParameterValueException.</exception>
    public EventInvokeView Change(LambdaService lambda, Func<EventInvokeConfig, EventInvokeConfig> change) => lambda.State.Changes.Commit(() =>
    {
        if (lambda.State.Find(Function.Name) is not { } function || function.At(Function.Qualifier) is null) throw LambdaErrors.NoFunctionForEvents();
        var qualifier = Function.Qualifier ?? Deployment.Latest;
        var (onSuccess, onFailure) = Destinations.Check(lambda.State, DestinationConfig, function.Arn);
        var asked = new EventInvokeConfig(lambda.Clock.GetUtcNow(), MaximumRetryAttempts, MaximumEventAgeInSeconds, onSuccess, onFailure);
        var config = change(asked);
        var changed = function with { EventConfigs = function.EventConfigs.SetItem(qualifier, config) };
        return ((LambdaChange?)new LambdaChange.FunctionPut(changed), EventInvokeView.Of(changed, qualifier, config));
    });
}

internal static class EventInvokeTarget
{
    /// <exception cref="AwsError">ResourceNotFoundException: no function, or it has no such configuration.</exception>
    public static EventInvokeConfig Find(LambdaService lambda, FunctionName name)
    {
        var qualifier = name.Qualifier ?? Deployment.Latest;
        return lambda.State.Find(name.Name)?.EventConfigs.GetValueOrDefault(qualifier)
            ?? throw LambdaErrors.NoEventInvokeConfig((name with { Qualifier = qualifier }).Arn(lambda.Scope));
    }
}
