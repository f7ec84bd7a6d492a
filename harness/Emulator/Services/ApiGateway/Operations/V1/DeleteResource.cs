using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteResource.html</remarks>
internal static class DeleteResource
{
    public static Nothing Execute(RestApiState state, ApiRequest request)
    {
        state.GetResource(request.ApiId, request.ResourceId);
        state.Change(request.ApiId, (api, _) =>
        {
            var resource = api.Configuration.Resources.GetValueOrDefault(request.ResourceId) ?? throw RestApiErrors.NoSuchResource();
            if (resource.ParentId is null) throw RestApiErrors.RootStays();
            return api with { Configuration = api.Configuration.Without(resource) };
        });
        return Nothing.Value;
    }
}
