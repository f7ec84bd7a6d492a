using TaskTracker.Emulation.Services.ApiGateway.RestApis;
using TaskTracker.Emulation.Services.ApiGateway.RestApis.OpenApi;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_ImportRestApi.html</remarks>
internal static class ImportRestApi
{
    public static RestApiView Execute(RestApiState state, ApiRequest request, string document)
    {
        var imported = RestDocument.Read("ImportRestApi", document, request.Query);
        return RestApiView.Of(state.Add((id, now) => imported.Over(RestApi.New(id, now, imported.Name))));
    }
}
