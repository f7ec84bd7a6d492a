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
    /// <param name="port">Where the emulator listens, for the URLs in answers.</param>
    public ApiGatewayService(AwsScope scope, TimeProvider clock, int port, InvokeFunction invoke, ILoggerFactory logs)
    {
        var httpApis = new HttpApiState(scope.Account, clock);
        var restApis = new RestApiState(scope, clock);
        Service = new Service(
            "apigateway", "apigateway", new RestJsonProtocol("message", [.. new HttpApiTable(httpApis, scope, port).Rows, .. new RestApiTable(restApis, scope).Rows]))
        {
            Durable = [DurableState.Of(httpApis.Changes, new HttpApiRows()), DurableState.Of(restApis.Changes, new RestApiRows())],
        };
        Door = new ExecuteApi(
            httpApis, new HttpApiGateway(scope, clock, invoke, logs.CreateLogger<HttpApiGateway>()),
            restApis, new RestGateway(scope, clock, invoke, logs.CreateLogger<RestGateway>())).Door;
    }

    public Service Service { get; }

    /// <summary>The way in to the deployed APIs.</summary>
    public Door Door { get; }
}
