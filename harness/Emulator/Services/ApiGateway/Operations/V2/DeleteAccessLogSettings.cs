using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V2;

/// <remarks>Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename-accesslogsettings.html</remarks>
internal static class DeleteAccessLogSettings
{
    public static Nothing Execute(HttpApiState state, ApiRequest request)
    {
        state.Change(request.ApiId, (api, now) =>
        {
            var stage = GetStage.Find(api, request.StageName);
            return api with { Stages = api.Stages.SetItem(stage.Name, stage with { AccessLog = null, UpdatedAt = now }) };
        });
        return Nothing.Value;
    }
}
