using System.Text.Json.Serialization;
using TaskTracker.Emulation.Services.Lambda.Operations;
using TaskTracker.Emulation.Services.Lambda.Streams;
using TaskTracker.Emulation.Services.Lambda.Urls;

namespace TaskTracker.Emulation.Services.Lambda;

internal sealed record EnvironmentWire(Dictionary<string, string>? Variables = null);

internal sealed record EphemeralStorageWire(int Size);

internal sealed record TracingConfigWire(string Mode);

/// <param name="LogFormat"><c>Text</c> alone is supported.</param>
internal sealed record LoggingConfigWire(string? LogFormat = null, string? LogGroup = null, string? ApplicationLogLevel = null, string? SystemLogLevel = null);

internal sealed record SnapStartWire(string ApplyOn, string OptimizationStatus);

internal sealed record RuntimeVersionConfigWire(string RuntimeVersionArn);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CreateFunctionRequest))]
[JsonSerializable(typeof(UpdateFunctionCodeRequest))]
[JsonSerializable(typeof(UpdateFunctionConfigurationRequest))]
[JsonSerializable(typeof(AddPermissionRequest))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(FunctionConfiguration))]
[JsonSerializable(typeof(GetFunctionResponse))]
[JsonSerializable(typeof(ListFunctionsResponse))]
[JsonSerializable(typeof(AddPermissionResponse))]
[JsonSerializable(typeof(GetPolicyResponse))]
[JsonSerializable(typeof(ListTagsResponse))]
[JsonSerializable(typeof(ResourcePolicy))]
[JsonSerializable(typeof(ResourcePolicyStatement))]
[JsonSerializable(typeof(PublishVersionRequest))]
[JsonSerializable(typeof(ListVersionsByFunctionResponse))]
[JsonSerializable(typeof(CreateAliasRequest))]
[JsonSerializable(typeof(UpdateAliasRequest))]
[JsonSerializable(typeof(AliasConfiguration))]
[JsonSerializable(typeof(ListAliasesResponse))]
[JsonSerializable(typeof(PutFunctionConcurrencyRequest))]
[JsonSerializable(typeof(ConcurrencyWire))]
[JsonSerializable(typeof(PutProvisionedConcurrencyConfigRequest))]
[JsonSerializable(typeof(ProvisionedView))]
[JsonSerializable(typeof(ListProvisionedConcurrencyConfigsResponse))]
[JsonSerializable(typeof(GetAccountSettingsResponse))]
[JsonSerializable(typeof(EventInvokeRequest))]
[JsonSerializable(typeof(EventInvokeView))]
[JsonSerializable(typeof(ListFunctionEventInvokeConfigsResponse))]
[JsonSerializable(typeof(UrlConfigRequest))]
[JsonSerializable(typeof(UrlConfig))]
[JsonSerializable(typeof(ListFunctionUrlConfigsResponse))]
[JsonSerializable(typeof(MappingRequest))]
[JsonSerializable(typeof(MappingView))]
[JsonSerializable(typeof(ListEventSourceMappingsResponse))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Protocols.Nothing))]
internal sealed partial class LambdaJson : JsonSerializerContext;
