using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>API Gateway: HTTP APIs are made over <c>/v2/apis</c> and served through the door.</summary>
internal sealed class ApiGatewayService
{
    /// <param name="port">Where the emulator listens, for the URLs in answers.</param>
    public ApiGatewayService(AwsScope scope, TimeProvider clock, int port, InvokeFunction invoke, ILoggerFactory logs)
    {
        var state = new HttpApiState(scope.Account, clock);
        Service = new Service("apigateway", "apigateway", new RestJsonProtocol("message", new HttpApiTable(state, scope, port).Rows))
        {
            Durable = [DurableState.Of(state.Changes, new HttpApiRows())],
        };
        Door = new ExecuteApi(state, new HttpApiGateway(scope, clock, invoke, logs.CreateLogger<HttpApiGateway>())).Door;
    }

    public Service Service { get; }

    /// <summary>The way in to the deployed APIs.</summary>
    public Door Door { get; }
}
