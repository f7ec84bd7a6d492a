using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateResource.html</remarks>
internal static class UpdateResource
{
    public static ResourceView Execute(RestApiState state, ApiRequest request, PatchBody body)
    {
        state.GetResource(request.ApiId, request.ResourceId);
        var api = state.Change(request.ApiId, (api, _) => body.Apply(
            "updateResourceInput", api, (changed, operation) => Patch(changed, request.ResourceId, operation), "/parentId, /pathPart"));
        return ResourceView.Of(api.Configuration.Resources[request.ResourceId], api.Configuration, request);
    }

    private static RestApi? Patch(RestApi api, string id, PatchOperation operation)
    {
        var configuration = api.Configuration;
        var resource = configuration.Resources.GetValueOrDefault(id) ?? throw RestApiErrors.NoSuchResource();
        if (operation is not { Op: "replace", Path: "/parentId" or "/pathPart" })
        {
            return operation.Op == "replace" ? null : throw ApiErrors.Bad(
                $"Invalid patch path  '{operation.Path}' specified for op '{operation.Op}'. Please choose supported operations");
        }

        var moved = operation.Path == "/parentId" ? resource with { ParentId = operation.Given } : resource with { PathPart = operation.Given };
        var parent = configuration.Resources.GetValueOrDefault(moved.ParentId ?? "") ?? throw RestApiErrors.NoSuchResource();
        for (var above = parent; above is not null; above = above.ParentId is { } next ? configuration.Resources[next] : null)
        {
            if (above.Id == id) throw RestApiErrors.Cyclical();
        }

        ResourceBody.Check(moved.PathPart, parent, id, configuration);
        return api with { Configuration = configuration.With(moved) };
    }
}
