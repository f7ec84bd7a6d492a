using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>Serves HTTP APIs: finds the route, makes the event, runs the function, writes its answer.</summary>
internal sealed partial class HttpApiGateway(GatewaySurroundings surroundings, ILogger<HttpApiGateway> logger)
{
    private readonly FunctionRun _run = new(surroundings.Invoke);
    private readonly StageMeters _meters = new(surroundings.OpenMetric, MetricNames.HttpApis);

    /// <param name="api"><c>null</c> where there is none with the id that the client used.</param>
    /// <param name="path">Percent-encoded; begins with the stage, unless that is the default one.</param>
    /// <param name="domainName">The API's host, without the port.</param>
    public async ValueTask ServeAsync(ServedApi? api, string path, string domainName, Exchange exchange)
    {
        var now = surroundings.Clock.GetUtcNow();
        exchange.Record.Id = ApiIds.Request();
        exchange.Record.TraceId ??= TraceHeader.NewRoot(now);
        exchange.Response.Headers["Apigw-Requestid"] = exchange.RequestId;
        var offset = 0;
        if (api?.FindStage(path, out offset) is not { } stage)
        {
            Refuse(exchange, GatewayRefusal.NotFound);
            return;
        }

        GatewayCall? call = null;
        if (stage.Routes.Find(exchange.Request.Method, path.AsSpan(offset)) is { } route)
        {
            call = new GatewayCall(exchange, surroundings.Scope, api, stage, route, path, offset, domainName, now);
            await AnswerAsync(call).ConfigureAwait(false);
            stage.Cors?.Complete(exchange.Request, exchange.Response.Headers);
        }
        else if (stage.Cors is { } cors && exchange.Request.Method == "OPTIONS") cors.AnswerPreflight(exchange.Request, exchange.Response);
        else
        {
            Refuse(exchange, GatewayRefusal.NotFound);
            stage.Cors?.Complete(exchange.Request, exchange.Response.Headers);
        }

        Report(api, stage, call, exchange);
    }

    /// <summary>Takes the place of whatever was written so far.</summary>
    private static void Refuse(Exchange exchange, GatewayRefusal refusal)
    {
        refusal.Write(exchange);
        exchange.Response.Headers["Apigw-Requestid"] = exchange.RequestId;
    }

    private static void Refuse(GatewayCall call, GatewayRefusal refusal)
    {
        call.Refusal = refusal;
        Refuse(call.Exchange, refusal);
    }

    /// <summary>Counts a request, and logs it where its stage wants that.</summary>
    private void Report(ServedApi api, ServedStage stage, GatewayCall? call, Exchange exchange)
    {
        var request = new MeteredRequest(
            exchange.Response.Status, TimeProvider.System.GetElapsedTime(exchange.Record.StartTimestamp), call?.IntegrationTime,
            exchange.Request.Body.Length + exchange.Response.Body.Length);
        _meters.Count(api.Id, stage.Name, request);
        if (call is { Route: { HasDetailedMetrics: true, Key: var key } }) _meters.CountMethod(api.Id, stage.Name, key.IsDefault ? key.Text : key.Method, key.Path, request);
        if (call is not null && stage.AccessLog is { } log) surroundings.WriteAccessLog(log.Group, log.Stream, call.Now, log.Line(call, HttpVariables.Find));
    }

    private async ValueTask AnswerAsync(GatewayCall call)
    {
        var (exchange, route) = (call.Exchange, call.Route);
        exchange.Record.Operation = route.Key.Text;
        if (RequestHead.IsTooLarge(exchange.Request)) Refuse(call, GatewayRefusal.HeadTooLarge);
        else if (route.Throttle?.TryTake() == false) Refuse(call, GatewayRefusal.TooManyRequests);
        else if (exchange.Request.BodyTooLarge) Refuse(call, GatewayRefusal.TooLarge);
        else if (route.FunctionArn is { } function) await RunAsync(call, function).ConfigureAwait(false);
        else Fail(call, "the integration's URI", GatewayRefusal.FunctionNotFound, "with the stage's variables it names no function");
    }

    private async ValueTask RunAsync(GatewayCall call, string function)
    {
        var payload = WriteEvent(call);
        if (payload.Length > FunctionRun.MaxEventBytes)
        {
            payload.Dispose();
            Refuse(call, GatewayRefusal.TooLarge);
            return;
        }

        var source = call.Route.Sources.For(call.Scope, call.Api.Id, call.Stage.Name, call.Request.Method);
        var answer = await _run.AnswerAsync(call, function, source, payload, call.Route.Timeout).ConfigureAwait(false);
        var answeredAt = TimeProvider.System.GetTimestamp();
        if (Write(call, source, answer) is var (refusal, why)) Fail(call, function, refusal, why);
        call.Exchange.Record.Add("gateway", answeredAt, TimeProvider.System.GetTimestamp());
    }

    private void Fail(GatewayCall call, string function, GatewayRefusal refusal, string why)
    {
        call.IntegrationError = refusal.IntegrationError ?? why;
        Refuse(call, refusal);
        LogFailure(call.Api.Id, call.Route.Key.Text, function, call.RequestId, why);
    }

    private static PooledBuffer WriteEvent(GatewayCall call)
    {
        var payload = new PooledBuffer(2048 + call.Request.Body.Length);
        JsonBody.Write(payload, call, call.Route.Format == PayloadFormat.V1 ? EventV1.Write : EventV2.Write);
        return payload;
    }

    /// <returns>Why the client does not get the function's answer; <c>null</c> when it does.</returns>
    private static (GatewayRefusal Refusal, string Why)? Write(GatewayCall call, InvocationSource source, FunctionAnswer? answer) => answer switch
    {
        null => (GatewayRefusal.TimedOut, $"no answer within {call.Route.Timeout.TotalSeconds} s, the integration's timeout"),
        { Outcome: FunctionOutcome.Failed, Because: var why } => (GatewayRefusal.FunctionFailed, why ?? "the function ended with an error; its log has it"),
        { Outcome: FunctionOutcome.Throttled } => (GatewayRefusal.Throttled, "the function was throttled"),
        { Outcome: FunctionOutcome.NotFound } => (GatewayRefusal.FunctionNotFound, "there is no such function"),
        { Outcome: FunctionOutcome.Forbidden, Because: var because } =>
            (GatewayRefusal.FunctionForbidden, $"apigateway.amazonaws.com may not lambda:InvokeFunction for {source.Arn} {because}"),
        { Payload: var returned } => ProxyAnswer.Write(returned, call.Route.Format, call.Stage.Cors, call.Exchange.Response) is { } problem
            ? (GatewayRefusal.MalformedResponse, $"malformed response: {problem}")
            : null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "API {ApiId}, route {RouteKey}: {Function} did not answer request {RequestId}: {Reason}")]
    private partial void LogFailure(string apiId, string routeKey, string function, string requestId, string reason);
}
