using TaskTracker.Emulation.Services.ApiGateway.RestApis;
using TaskTracker.Emulation.Services.ApiGateway.RestApis.OpenApi;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_PutRestApi.html</remarks>
internal static class PutRestApi
{
    public static RestApiView Execute(RestApiState state, ApiRequest request, string document)
    {
        var imported = RestDocument.Read("PutRestApi", document, request.Query);
        return request.Query["mode"] switch
        {
            "overwrite" => RestApiView.Of(state.Change(request.ApiId, (api, _) => imported.Over(api))),
            null or "merge" => RestApiView.Of(state.Change(request.ApiId, (api, _) => imported.Into(api))),
            var other => throw ApiErrors.Invalid("mode", other, "it is merge or overwrite"),
        };
    }
}
