using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDeployment.html</remarks>
internal static class CreateDeployment
{
    public static DeploymentView Execute(RestApiState state, ApiRequest request, DeploymentBody body)
    {
        var id = ApiIds.Deployment();
        var api = state.Change(request.ApiId, (api, now) =>
        {
            Check(api.Configuration);
            var deployed = api with { Deployments = api.Deployments.Add(id, new Deployment(id, now, body.Description, api.Configuration)) };
            return body.StageName is { Length: > 0 } name ? deployed with { Stages = api.Stages.SetItem(name, Staged(api, id, name, body, now)) } : deployed;
        });
        return DeploymentView.Of(api.Deployments[id]);
    }

    private static void Check(RestConfiguration configuration)
    {
        var methods = configuration.Resources.Values.SelectMany(r => r.Methods.Values).ToList();
        if (methods.Count == 0) throw RestApiErrors.NoMethods();
        if (methods.Any(m => m.Integration is null)) throw RestApiErrors.MethodWithoutIntegration();
    }

    /// <summary>The stage, changed or made, that serves the deployment.</summary>
    private static Stage Staged(RestApi api, string deploymentId, string name, DeploymentBody body, DateTimeOffset now)
    {
        var stage = api.Stages.GetValueOrDefault(name)
            ?? new Stage(StageBody.CheckName(name), now, now, deploymentId, Description: null, RestApi.NoStrings, RestApi.NoStrings);
        return stage with
        {
            DeploymentId = deploymentId,
            UpdatedAt = now,
            Description = body.StageDescription ?? stage.Description,
            Variables = body.Variables is null ? stage.Variables : StageBody.CheckVariables(body.Variables),
        };
    }
}
