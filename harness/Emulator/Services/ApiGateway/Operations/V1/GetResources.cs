using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetResources.html</remarks>
internal static class GetResources
{
    public static ListView<ResourceView> Execute(RestApiState state, ApiRequest request)
    {
        var configuration = state.Get(request.ApiId).Configuration;
        return ListView<ResourceView>.Of(
            request, configuration.Resources.Values.OrderBy(configuration.PathOf, StringComparer.Ordinal), configuration.PathOf, r => ResourceView.Of(r, configuration, request));
    }
}
