using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>Serves HTTP APIs: finds the route, makes the event, runs the function, writes its answer.</summary>
internal sealed partial class HttpApiGateway(AwsScope scope, TimeProvider clock, InvokeFunction invoke, ILogger<HttpApiGateway> logger)
{
    private readonly FunctionRun _run = new(invoke);

    /// <param name="api"><c>null</c> where there is none with the id that the client used.</param>
    /// <param name="path">Percent-encoded; begins with the stage, unless that is the default one.</param>
    /// <param name="domainName">The API's host, without the port.</param>
    public async ValueTask ServeAsync(ServedApi? api, string path, string domainName, Exchange exchange)
    {
        var now = clock.GetUtcNow();
        exchange.Record.Id = ApiIds.Request();
        exchange.Record.TraceId ??= TraceHeader.NewRoot(now);
        var offset = 0;
        var stage = api?.FindStage(path, out offset);
        var route = stage?.Routes.Find(exchange.Request.Method, path.AsSpan(offset));
        if (route is null && stage?.Cors is { } cors && exchange.Request.Method == "OPTIONS")
        {
            cors.AnswerPreflight(exchange.Request, exchange.Response);
        }
        else
        {
            if (api is null || stage is null || route is null) GatewayRefusal.NotFound.Write(exchange);
            else if (exchange.Request.BodyTooLarge) GatewayRefusal.TooLarge.Write(exchange);
            else await AnswerAsync(new GatewayCall(exchange, scope, api, stage, route, path, offset, domainName, now)).ConfigureAwait(false);
            stage?.Cors?.Complete(exchange.Request, exchange.Response.Headers);
        }

        exchange.Response.Headers["Apigw-Requestid"] = exchange.RequestId;
    }

    private async ValueTask AnswerAsync(GatewayCall call)
    {
        var (exchange, route) = (call.Exchange, call.Route);
        exchange.Record.Operation = route.Key.Text;
        if (route.FunctionArn is not { } function)
        {
            LogFailure(call.Api.Id, route.Key.Text, "the integration's URI", exchange.RequestId, "with the stage's variables it names no function");
            GatewayRefusal.FunctionNotFound.Write(exchange);
            return;
        }

        var payload = WriteEvent(call);
        if (payload.Length > FunctionRun.MaxEventBytes)
        {
            payload.Dispose();
            GatewayRefusal.TooLarge.Write(exchange);
            return;
        }

        var answer = await _run.AnswerAsync(function, payload, route.Timeout, exchange.Record).ConfigureAwait(false);
        var answeredAt = TimeProvider.System.GetTimestamp();
        if (Write(call, answer) is { } failure) LogFailure(call.Api.Id, route.Key.Text, function, exchange.RequestId, failure);
        exchange.Record.Add("gateway", answeredAt, TimeProvider.System.GetTimestamp());
    }

    private static PooledBuffer WriteEvent(GatewayCall call)
    {
        var payload = new PooledBuffer(2048 + call.Request.Body.Length);
        JsonBody.Write(payload, call, call.Route.Format == PayloadFormat.V1 ? EventV1.Write : EventV2.Write);
        return payload;
    }

    /// <returns>Why the client does not get the function's answer; <c>null</c> when it does.</returns>
    private static string? Write(GatewayCall call, FunctionAnswer? answer)
    {
        var exchange = call.Exchange;
        switch (answer)
        {
            case null:
                GatewayRefusal.TimedOut.Write(exchange);
                return $"no answer within {call.Route.Timeout.TotalSeconds} s, the integration's timeout";
            case { Outcome: FunctionOutcome.Failed }:
                GatewayRefusal.FunctionFailed.Write(exchange);
                return "the function ended with an error; its log has it";
            case { Outcome: FunctionOutcome.Throttled }:
                GatewayRefusal.Throttled.Write(exchange);
                return "the function was throttled";
            case { Outcome: FunctionOutcome.NotFound }:
                GatewayRefusal.FunctionNotFound.Write(exchange);
                return "there is no such function";
            case { Payload: var returned }:
                if (ProxyAnswer.Write(returned, call.Route.Format, call.Stage.Cors, exchange.Response) is not { } problem) return null;
                GatewayRefusal.MalformedResponse.Write(exchange);
                return $"malformed response: {problem}";
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "API {ApiId}, route {RouteKey}: {Function} did not answer request {RequestId}: {Reason}")]
    private partial void LogFailure(string apiId, string routeKey, string function, string requestId, string reason);
}
