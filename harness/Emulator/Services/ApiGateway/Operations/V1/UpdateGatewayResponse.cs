using TaskTracker.Emulation.Services.ApiGateway.RestApis;
using TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateGatewayResponse.html</remarks>
internal static class UpdateGatewayResponse
{
    private const string Paths = "/statusCode, /responseParameters/{name}, /responseTemplates/{type}";
    private const string Parameters = "/responseParameters/";
    private const string Templates = "/responseTemplates/";

    public static GatewayResponseView Execute(RestApiState state, ApiRequest request, PatchBody body)
    {
        var type = GatewayResponseType.Find(request.ResponseType).Name;
        var api = state.Change(request.ApiId, (api, _) =>
        {
            var before = api.Configuration.GatewayResponses.GetValueOrDefault(type) ?? new GatewayResponse(type, StatusCode: null, RestApi.NoStrings, RestApi.NoStrings);
            var after = body.Apply("updateGatewayResponseInput", before, Patch, Paths);
            return api with { Configuration = api.Configuration with { GatewayResponses = api.Configuration.GatewayResponses.SetItem(type, after) } };
        });
        return GatewayResponseView.Of(type, api.Configuration);
    }

    private static GatewayResponse? Patch(GatewayResponse response, PatchOperation operation)
    {
        if (operation is { Op: "replace", Path: "/statusCode" }) return response with { StatusCode = Made(response, new() { StatusCode = operation.Given }).StatusCode };
        if (operation.Below(Parameters) is { } name)
        {
            return operation.Op == "remove"
                ? response with { Parameters = response.Parameters.Remove(name) }
                : response with { Parameters = response.Parameters.SetItems(Made(response, new() { ResponseParameters = new() { [name] = operation.Given } }).Parameters) };
        }

        if (operation.Below(Templates) is not { } type) return null;
        return operation.Op == "remove"
            ? response with { Templates = response.Templates.Remove(type) }
            : response with { Templates = response.Templates.SetItem(type, operation.Given) };
    }

    /// <summary>What is given is checked as when it is put.</summary>
    private static GatewayResponse Made(GatewayResponse response, GatewayResponseBody body) => body.Create(response.Type);
}
