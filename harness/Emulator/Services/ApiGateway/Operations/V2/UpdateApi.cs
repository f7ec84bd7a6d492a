using TaskTracker.Emulation.Services.ApiGateway.HttpApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V2;

/// <remarks>Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html</remarks>
internal static class UpdateApi
{
    public static ApiView Execute(HttpApiState state, int port, ApiRequest request, ApiBody body)
    {
        body.Check("UpdateApi");
        if (body.Target is not null) throw ApiErrors.Unsupported("UpdateApi: target");
        if (body.RouteKey is not null) throw ApiErrors.Unsupported("UpdateApi: routeKey");
        if (body.Tags is not null) throw ApiErrors.Unsupported("UpdateApi: tags");
        var cors = body.CorsConfiguration?.Check();
        return ApiView.Of(state.Change(request.ApiId, (api, _) => api with
        {
            Name = body.Name ?? api.Name,
            Description = body.Description ?? api.Description,
            Version = body.Version ?? api.Version,
            IsEndpointDisabled = body.DisableExecuteApiEndpoint ?? api.IsEndpointDisabled,
            Configuration = body.CorsConfiguration is null ? api.Configuration : api.Configuration with { Cors = cors },
        }), port);
    }
}
