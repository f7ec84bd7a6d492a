using System.Collections.Immutable;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V2;

/// <remarks>Source: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html</remarks>
internal static class CreateApi
{
    private const string QuickCreatePayload = "2.0";

    public static ApiView Execute(HttpApiState state, int port, ApiBody body)
    {
        body.Check("CreateApi");
        var name = body.Name ?? throw ApiErrors.Missing("name");
        if (body.ProtocolType is null) throw ApiErrors.Missing("protocolType");
        var cors = body.CorsConfiguration?.Check();
        return ApiView.Of(state.Add((id, now) => QuickCreate(body, now, HttpApi.New(id, now, name) with
        {
            Description = body.Description,
            Version = body.Version,
            IsEndpointDisabled = body.DisableExecuteApiEndpoint == true,
            Tags = body.Tags is null ? HttpApi.NoStrings : body.Tags.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Configuration = ApiConfiguration.Empty with { Cors = cors },
        })), port);
    }

    /// <summary>With a target, the API comes with an integration, a route and a stage that deploys by itself.</summary>
    private static HttpApi QuickCreate(ApiBody body, DateTimeOffset now, HttpApi api)
    {
        if (body.Target is null) return body.RouteKey is null ? api : throw ApiErrors.Missing("target");
        var integration = new Integration(ApiIds.Part(), FunctionUri.Check(body.Target), QuickCreatePayload, Integration.MaxTimeoutMs, Description: null, IsManaged: true);
        var route = new Route(ApiIds.Part(), RouteKey.Parse(body.RouteKey ?? RouteKey.Default).Text, integration.Id, OperationName: null, IsManaged: true);
        var stage = CreateStage.New(Stage.Default, now) with { AutoDeploy = true, IsManaged = true };
        return api with
        {
            Configuration = api.Configuration with
            {
                Integrations = api.Configuration.Integrations.Add(integration.Id, integration),
                Routes = api.Configuration.Routes.Add(route.Id, route),
            },
            Stages = api.Stages.Add(stage.Name, stage),
        };
    }
}
