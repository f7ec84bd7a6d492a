using System.Collections.Immutable;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateRestApi.html</remarks>
internal static class UpdateRestApi
{
    private const string Paths = "/name, /description, /disableExecuteApiEndpoint, /binaryMediaTypes/{type}, /endpointConfiguration/types/{type}";
    private const string MediaTypes = "/binaryMediaTypes/";

    public static RestApiView Execute(RestApiState state, ApiRequest request, PatchBody body) =>
        RestApiView.Of(state.Change(request.ApiId, (api, _) => body.Apply("updateRestApiInput", api, Patch, Paths)));

    private static RestApi? Patch(RestApi api, PatchOperation operation) => operation switch
    {
        { Op: "replace", Path: "/name" } => api with { Name = operation.Given },
        { Op: "replace" or "add", Path: "/description" } => api with { Description = operation.Given },
        { Op: "remove", Path: "/description" } => api with { Description = null },
        { Op: "replace", Path: "/disableExecuteApiEndpoint" } => api with { IsEndpointDisabled = operation.Flag },
        { Op: "replace" } when operation.Below("/endpointConfiguration/types/") is not null => api with { EndpointType = EndpointBody.CheckTypes([operation.Given]) },
        _ when operation.Below(MediaTypes) is { } type => PatchMediaTypes(api, operation, type),
        { Path: "/binaryMediaTypes" } => throw ApiErrors.Bad("Invalid patch path /binaryMediaTypes"),
        { Path: "/minimumCompressionSize" or "/apiKeySource" or "/policy" } => throw ApiErrors.Unsupported($"UpdateRestApi: {operation.Path}"),
        _ => null,
    };

    private static RestApi? PatchMediaTypes(RestApi api, PatchOperation operation, string type)
    {
        var types = api.Configuration.BinaryMediaTypes;
        ImmutableArray<string>? changed = operation.Op switch
        {
            "add" => types.Contains(type) ? types : types.Add(type),
            "remove" => types.Remove(type),
            "replace" => types.Remove(type).Add(operation.Given),
            _ => null,
        };
        return changed is { } list ? api with { Configuration = api.Configuration with { BinaryMediaTypes = list } } : null;
    }
}
