using System.Text.Json.Serialization;

namespace TaskTracker.Emulation.Services.Lambda.Streams;

/// <summary>An event source mapping as answers show it.</summary>
/// <param name="LastModified">Seconds since 1970.</param>
/// <remarks>Recorded as lambda_/event_source_mapping/test_lambda_integration_dynamodbstreams.</remarks>
internal sealed record MappingView(
    [property: JsonPropertyName("UUID")] string Id, string StartingPosition, int BatchSize, int MaximumBatchingWindowInSeconds, int ParallelizationFactor,
    string EventSourceArn, string FunctionArn, double LastModified, string LastProcessingResult, string State, string StateTransitionReason,
    DestinationConfigWire DestinationConfig, int MaximumRecordAgeInSeconds, bool BisectBatchOnFunctionError, int MaximumRetryAttempts, int TumblingWindowInSeconds,
    IReadOnlyList<string> FunctionResponseTypes, string EventSourceMappingArn)
{
    /// <param name="state">What is being done with it; <c>null</c> when it is done.</param>
    public static MappingView Of(LambdaService lambda, EventSourceMapping mapping, string? state = null)
    {
        var settings = mapping.Settings;
        return new MappingView(
            mapping.Id, mapping.StartingPosition, settings.BatchSize, settings.MaximumBatchingWindowInSeconds, ParallelizationFactor: 1, mapping.StreamArn,
            new FunctionName(mapping.FunctionName, mapping.Qualifier).Arn(lambda.Scope), mapping.LastModified.ToUnixTimeMilliseconds() / 1000.0, mapping.Result,
            state ?? (mapping.IsEnabled ? "Enabled" : "Disabled"), "User action",
            new DestinationConfigWire(OnFailure: new DestinationWire(settings.OnFailure)), settings.MaximumRecordAgeInSeconds, settings.BisectBatchOnFunctionError,
            settings.MaximumRetryAttempts, TumblingWindowInSeconds: 0, settings.ReportsItemFailures ? [MappingRequest.ItemFailures] : [],
            MappingTarget.Arn(lambda.Scope, mapping.Id));
    }
}
