using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateResource.html</remarks>
internal static class CreateResource
{
    public static ResourceView Execute(RestApiState state, ApiRequest request, ResourceBody body)
    {
        var id = ApiIds.Deployment();
        var api = state.Change(request.ApiId, (api, _) =>
        {
            var configuration = api.Configuration;
            var parent = configuration.Resources.GetValueOrDefault(request.ResourceId) ?? throw RestApiErrors.NoSuchResource();
            var part = ResourceBody.Check(body.PathPart, parent, id, configuration);
            return api with { Configuration = configuration.With(new Resource(id, parent.Id, part, Resource.NoMethods)) };
        });
        return ResourceView.Of(api.Configuration.Resources[id], api.Configuration, request);
    }
}
