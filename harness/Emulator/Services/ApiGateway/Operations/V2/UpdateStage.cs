using TaskTracker.Emulation.Services.ApiGateway.HttpApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V2;

/// <remarks>Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html</remarks>
internal static class UpdateStage
{
    public static StageView Execute(HttpApiState state, ApiRequest request, StageBody body)
    {
        if (body.StageName is not null) throw ApiErrors.Unsupported("UpdateStage: stageName in the body");
        if (body.Tags is not null) throw ApiErrors.Unsupported("UpdateStage: tags");
        var name = request.StageName;
        var api = state.Change(request.ApiId, (api, now) =>
        {
            var changed = api with { Stages = api.Stages.SetItem(name, body.Apply(GetStage.Find(api, name), api, now)) };
            return body.AutoDeploy == true ? AutomaticDeployment.Of(changed, now) : changed;
        });
        return StageView.Of(api.Stages[name]);
    }
}
