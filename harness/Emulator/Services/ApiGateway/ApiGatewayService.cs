using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;
using TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>API Gateway: REST APIs are made over <c>/restapis</c>, HTTP APIs over <c>/v2/apis</c>; both are served through the door.</summary>
internal sealed class ApiGatewayService
{
    public ApiGatewayService(GatewaySurroundings surroundings, ILoggerFactory logs)
    {
        var (scope, clock) = (surroundings.Scope, surroundings.Clock);
        var httpApis = new HttpApiState(scope.Account, clock);
        var restApis = new RestApiState(scope, clock);
        Service = new Service(
            "apigateway", "apigateway",
            new RestJsonProtocol("message", [.. new HttpApiTable(httpApis, scope, surroundings.Port).Rows, .. new RestApiTable(restApis, scope).Rows]))
        {
            Durable = [DurableState.Of(httpApis.Changes, new HttpApiRows()), DurableState.Of(restApis.Changes, new RestApiRows())],
        };
        Door = new ExecuteApi(
            httpApis, new HttpApiGateway(surroundings, logs.CreateLogger<HttpApiGateway>()),
            restApis, new RestGateway(surroundings, logs.CreateLogger<RestGateway>())).Door;
    }

    public Service Service { get; }

    /// <summary>The way in to the deployed APIs.</summary>
    public Door Door { get; }
}
