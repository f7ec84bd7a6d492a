using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.ApiGateway.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>Serves REST APIs: finds the resource and its method, answers for a mock, runs the function behind a proxy.</summary>
internal sealed partial class RestGateway(GatewaySurroundings surroundings, ILogger<RestGateway> logger)
{
    private static readonly byte[] Forbidden = [.. "{\"message\":\"Forbidden\"}"u8];

    private readonly FunctionRun _run = new(surroundings.Invoke);
    private readonly StageMeters _meters = new(surroundings.OpenMetric, MetricNames.RestApis);

    /// <param name="path">Percent-encoded; begins with the stage.</param>
    /// <param name="domainName">The API's host, without the port.</param>
    public async ValueTask ServeAsync(ServedRestApi api, string path, string domainName, Exchange exchange)
    {
        var now = surroundings.Clock.GetUtcNow();
        exchange.Record.TraceId ??= TraceHeader.NewRoot(now);
        exchange.Record.Id = RestRequestId.Of(exchange);
        var end = path.AsSpan(1).IndexOf('/') + 1;
        if (api.FindStage(end == 0 ? path.AsSpan(1) : path.AsSpan(1, end - 1)) is not { } stage)
        {
            Forbid(exchange);
            return;
        }

        var offset = end == 0 ? path.Length : end;
        while (offset + 1 < path.Length && path[offset + 1] == '/') offset++;
        var call = new RestCall(exchange, surroundings.Scope, api, stage, stage.Root.Find(path.AsSpan(offset).Trim('/')), path, offset, domainName, now);
        if (call.Resource?.MethodFor(exchange.Request.Method) is not { } method) stage.Refusals.Write(call, RestRefusal.NoRoute);
        else if (method.Throttle?.TryTake() == false) stage.Refusals.Write(call, RestRefusal.TooManyRequests);
        else if (RequestHead.IsTooLarge(exchange.Request)) stage.Refusals.Write(call, RestRefusal.HeadTooLarge);
        else if (exchange.Request.BodyTooLarge) stage.Refusals.Write(call, RestRefusal.TooLarge);
        else
        {
            exchange.Record.Operation = call.Resource.Path;
            if (method is ServedMethod.Proxy proxy) await RunAsync(call, proxy).ConfigureAwait(false);
            else if (method is ServedMethod.Mock mock) Answer(call, mock);
        }

        Sign(exchange, call.ExtendedRequestId);
        var bytes = exchange.Request.Body.Length + exchange.Response.Body.Length;
        _meters.Count(api.MetricsName, stage.Name, new MeteredRequest(exchange.Response.Status, call.Latency, call.IntegrationTime, bytes));
        if (stage.AccessLog is { } log) surroundings.WriteAccessLog(log.Group, log.Stream, now, log.Line(call, RestVariables.Find));
    }

    /// <summary>Nothing is known of a stage that is not there, so nobody can have given this refusal another look.</summary>
    private static void Forbid(Exchange exchange)
    {
        exchange.Record.ErrorCode = "Forbidden";
        exchange.Response.Status = 403;
        exchange.Response.Headers["x-amzn-ErrorType"] = "ForbiddenException";
        exchange.Response.Headers.ContentType = "application/json";
        exchange.Response.Share(Forbidden);
        Sign(exchange, ApiIds.Request());
    }

    private static void Sign(Exchange exchange, string extendedRequestId)
    {
        exchange.Response.Headers[RestRequestId.Header] = exchange.RequestId;
        exchange.Response.Headers["x-amz-apigw-id"] = extendedRequestId;
    }

    private void Answer(RestCall call, ServedMethod.Mock mock)
    {
        if (mock.Answers.Find(call.Request.Headers.ContentType.ToString(), out var response) is { } refusal)
        {
            Fail(call, "the mock", refusal, "its template gives no status that it has a response for");
            return;
        }

        if (response is null) return;
        var answer = call.Exchange.Response;
        answer.Status = response.Status;
        answer.Headers.ContentType = response.ContentType;
        foreach (var (name, mapped) in response.Headers)
        {
            if (mapped.For(call) is { } value && HeaderText.IsName(name) && HeaderText.IsValue(value)) answer.Headers[name] = value;
        }

        answer.Share(response.Body);
    }

    private async ValueTask RunAsync(RestCall call, ServedMethod.Proxy proxy)
    {
        if (proxy.FunctionArn is not { } function)
        {
            Fail(call, "the integration", RestRefusal.BadIntegration, "it is not called with POST, or with the stage's variables it names no function");
            return;
        }

        var payload = new PooledBuffer(2048 + call.Request.Body.Length);
        JsonBody.Write(payload, call, RestEvent.Write);
        if (payload.Length > FunctionRun.MaxEventBytes)
        {
            payload.Dispose();
            call.Stage.Refusals.Write(call, RestRefusal.TooLarge);
            return;
        }

        var source = proxy.Sources.For(call.Scope, call.Api.Id, call.Stage.Name, call.Request.Method);
        var answer = await _run.AnswerAsync(call, function, source, payload, proxy.Timeout).ConfigureAwait(false);
        var answeredAt = TimeProvider.System.GetTimestamp();
        if (Write(call, proxy, source, answer) is var (refusal, why)) Fail(call, function, refusal, why, FunctionError.For(answer));
        call.Exchange.Response.Headers["X-Amzn-Trace-Id"] = call.TraceHeader;
        call.Exchange.Record.Add("gateway", answeredAt, TimeProvider.System.GetTimestamp());
    }

    private void Fail(RestCall call, string integration, RestRefusal refusal, string why, string? error = null)
    {
        call.IntegrationError = error ?? why;
        call.Stage.Refusals.Write(call, refusal);
        LogFailure(call.Api.Id, call.Resource?.Path ?? "", integration, call.RequestId, why);
    }

    /// <returns>Why the client does not get the function's answer; <c>null</c> when it does.</returns>
    private static (RestRefusal Refusal, string Why)? Write(RestCall call, ServedMethod.Proxy proxy, InvocationSource source, FunctionAnswer? answer) => answer switch
    {
        null => (RestRefusal.TimedOut, $"no answer within {proxy.Timeout.TotalSeconds} s, the integration's timeout"),
        { Outcome: FunctionOutcome.Failed, Because: var why } => (RestRefusal.FunctionFailed, why ?? "the function ended with an error; its log has it"),
        { Outcome: FunctionOutcome.Throttled } => (RestRefusal.FunctionThrottled, "the function was throttled"),
        { Outcome: FunctionOutcome.NotFound } => (RestRefusal.FunctionNotFound, "there is no such function"),
        { Outcome: FunctionOutcome.Forbidden, Because: var because } =>
            (RestRefusal.FunctionForbidden, $"apigateway.amazonaws.com may not lambda:InvokeFunction for {source.Arn} {because}"),
        { Payload: var returned } => RestAnswer.Write(returned.Span, call) is { } problem ? (RestRefusal.MalformedResponse, $"malformed response: {problem}") : null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "API {ApiId}, resource {ResourcePath}: {Function} did not answer request {RequestId}: {Reason}")]
    private partial void LogFailure(string apiId, string resourcePath, string function, string requestId, string reason);
}
