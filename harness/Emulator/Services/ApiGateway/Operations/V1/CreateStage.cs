using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html</remarks>
internal static class CreateStage
{
    public static StageView Execute(RestApiState state, ApiRequest request, StageBody body)
    {
        var name = StageBody.CheckName(body.StageName);
        var api = state.Change(request.ApiId, (api, now) =>
        {
            if (api.Stages.ContainsKey(name)) throw RestApiErrors.StageExists();
            return api with { Stages = api.Stages.Add(name, body.Create(api, now)) };
        });
        return StageView.Of(api.Stages[name]);
    }
}
