using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetStage.html</remarks>
internal static class GetStage
{
    public static StageView Execute(RestApiState state, ApiRequest request) => StageView.Of(Find(state.Get(request.ApiId), request.StageName));

    /// <exception cref="Protocols.AwsError">NotFoundException.</exception>
    public static Stage Find(RestApi api, string name) => api.Stages.GetValueOrDefault(name) ?? throw RestApiErrors.NoSuchStage();
}
