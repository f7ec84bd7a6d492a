using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Events;

namespace TaskTracker.Emulation.Services.Lambda.Streams;

/// <summary>The request of both operations that change one; what is absent stays as it is, or as it is by default.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html</remarks>
internal sealed record MappingRequest(
    string? EventSourceArn = null, string? FunctionName = null, bool? Enabled = null, int? BatchSize = null, int? MaximumBatchingWindowInSeconds = null,
    string? StartingPosition = null, DestinationConfigWire? DestinationConfig = null, int? MaximumRecordAgeInSeconds = null, bool? BisectBatchOnFunctionError = null,
    int? MaximumRetryAttempts = null, int? ParallelizationFactor = null, int? TumblingWindowInSeconds = null, IReadOnlyList<string>? FunctionResponseTypes = null)
{
    public const string ItemFailures = "ReportBatchItemFailures";

    private const int LeastRecordAgeSeconds = 60;

    private static readonly MappingSettings Default = new(
        BatchSize: 100, MaximumBatchingWindowInSeconds: 0, MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1, BisectBatchOnFunctionError: false,
        ReportsItemFailures: false, OnFailure: null);

    /// <summary>Of the mapping that is changed; empty for a new one.</summary>
    [JsonIgnore]
    public string Id { get; init; } = "";

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    public static MappingRequest Read(Exchange exchange)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.MappingRequest, "CreateEventSourceMapping");
        var constraints = new Constraints()
            .Range("batchSize", request.BatchSize, 1, 10000)
            .Range("maximumBatchingWindowInSeconds", request.MaximumBatchingWindowInSeconds, 0, 300)
            .Range("maximumRecordAgeInSeconds", request.MaximumRecordAgeInSeconds, -1, 604_800)
            .Range("maximumRetryAttempts", request.MaximumRetryAttempts, -1, 10000)
            .Range("parallelizationFactor", request.ParallelizationFactor, 1, 10)
            .Range("tumblingWindowInSeconds", request.TumblingWindowInSeconds, 0, 900)
            .OneOf("startingPosition", request.StartingPosition, "TRIM_HORIZON", "LATEST", "AT_TIMESTAMP");
        foreach (var type in request.FunctionResponseTypes ?? []) constraints.OneOf("functionResponseTypes", type, ItemFailures);
        constraints.Check();
        if (request.MaximumRecordAgeInSeconds is > -1 and < LeastRecordAgeSeconds) throw LambdaErrors.RecordAge();
        if (request.ParallelizationFactor > 1) throw LambdaErrors.NotSupported("A ParallelizationFactor above 1");
        if (request.TumblingWindowInSeconds > 0) throw LambdaErrors.NotSupported("TumblingWindowInSeconds");
        if (request.DestinationConfig?.OnSuccess?.Destination is not null) throw LambdaErrors.NotSupported("A destination OnSuccess of a stream");
        Constraints.RefuseOthers(request.Others);
        return request with { Id = exchange.PathParameters.GetValueOrDefault("UUID") ?? "" };
    }

    /// <param name="before"><c>null</c> for a new one.</param>
    /// <exception cref="AwsError">InvalidParameterValueException: a destination that there is not here.</exception>
    public MappingSettings Change(MappingSettings? before)
    {
        before ??= Default;
        return new MappingSettings(
            BatchSize ?? before.BatchSize, MaximumBatchingWindowInSeconds ?? before.MaximumBatchingWindowInSeconds,
            MaximumRetryAttempts ?? before.MaximumRetryAttempts, MaximumRecordAgeInSeconds ?? before.MaximumRecordAgeInSeconds,
            BisectBatchOnFunctionError ?? before.BisectBatchOnFunctionError, FunctionResponseTypes?.Contains(ItemFailures) ?? before.ReportsItemFailures,
            DestinationConfig is { } config ? Destinations.CheckBucket(config.OnFailure?.Destination) : before.OnFailure);
    }
}

/// <summary>The mapping that a request names.</summary>
internal static class MappingTarget
{
    public static string Read(Exchange exchange, AwsScope scope) => exchange.PathParameters["UUID"];

    public static string Arn(AwsScope scope, string id) => scope.Arn("lambda", "event-source-mapping:" + id);

    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    public static EventSourceMapping Find(LambdaService lambda, string id) => lambda.State.FindMapping(id) ?? throw LambdaErrors.NoMapping();
}
