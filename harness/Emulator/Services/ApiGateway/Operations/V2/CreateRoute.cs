using TaskTracker.Emulation.Services.ApiGateway.HttpApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V2;

/// <remarks>Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html</remarks>
internal static class CreateRoute
{
    public static RouteView Execute(HttpApiState state, ApiRequest request, RouteBody body)
    {
        var key = body.RouteKey ?? throw ApiErrors.Missing("routeKey");
        var id = ApiIds.Part();
        var api = state.Change(request.ApiId, (api, _) =>
        {
            var route = body.Apply("CreateRoute", new Route(id, key, IntegrationId: null, OperationName: null), api.Configuration);
            return api with { Configuration = api.Configuration with { Routes = api.Configuration.Routes.Add(id, route) } };
        });
        return RouteView.Of(api.Configuration.Routes[id]);
    }
}
