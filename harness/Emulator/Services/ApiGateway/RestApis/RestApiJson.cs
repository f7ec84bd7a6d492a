using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RestApiBody))]
[JsonSerializable(typeof(RestApiView))]
[JsonSerializable(typeof(ListView<RestApiView>), TypeInfoPropertyName = "RestApiList")]
[JsonSerializable(typeof(PatchBody))]
[JsonSerializable(typeof(ResourceBody))]
[JsonSerializable(typeof(ResourceView))]
[JsonSerializable(typeof(ListView<ResourceView>), TypeInfoPropertyName = "ResourceList")]
[JsonSerializable(typeof(MethodBody))]
[JsonSerializable(typeof(MethodView))]
[JsonSerializable(typeof(MethodResponseBody))]
[JsonSerializable(typeof(MethodResponseView))]
[JsonSerializable(typeof(IntegrationBody))]
[JsonSerializable(typeof(IntegrationView))]
[JsonSerializable(typeof(IntegrationResponseBody))]
[JsonSerializable(typeof(IntegrationResponseView))]
[JsonSerializable(typeof(DeploymentBody))]
[JsonSerializable(typeof(DeploymentView))]
[JsonSerializable(typeof(ListView<DeploymentView>), TypeInfoPropertyName = "DeploymentList")]
[JsonSerializable(typeof(StageBody))]
[JsonSerializable(typeof(StageView))]
[JsonSerializable(typeof(StageList))]
[JsonSerializable(typeof(GatewayResponseBody))]
[JsonSerializable(typeof(GatewayResponseView))]
[JsonSerializable(typeof(ListView<GatewayResponseView>), TypeInfoPropertyName = "GatewayResponseList")]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(TagsBody))]
[JsonSerializable(typeof(TagsView))]
[JsonSerializable(typeof(Nothing))]
internal sealed partial class RestApiJson : JsonSerializerContext;
