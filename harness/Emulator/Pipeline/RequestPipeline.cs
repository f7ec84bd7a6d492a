using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>What every request passes, in this order.</summary>
internal sealed partial class RequestPipeline(
    CheckHost checkHost, CheckOrigin checkOrigin, IReadOnlyList<Door> doors, FindService findService, Authenticate authenticate, Authorize authorize, RequestLog log,
    TimeProvider clock, ILogger<RequestPipeline> logger)
{
    public async ValueTask HandleAsync(AwsRequest request, AwsResponse response, IHttpRequestLifetimeFeature lifetime, BodyReader body)
    {
        var exchange = Begin(request, response, lifetime, CancellationToken.None);

        // First, so that a foreign page that rebinds a name to loopback learns nothing, not even which services there are.
        if (!checkHost.Admits(exchange)) return;

        // Before the services: doors are known by host and path alone, and have their own protocols.
        if (DoorOf(request) is { } door)
        {
            await body.ReadAsync(request, door.MaxBodyBytes).ConfigureAwait(false);
            await ServeAsync(door, exchange).ConfigureAwait(false);
            if (door.IsRecorded) End(exchange);
            return;
        }

        // Before the body is read: how much may be read depends on the service.
        var service = findService.ByHead(request);

        // Behind the doors, which are made for pages or look for themselves.
        if (!checkOrigin.Admits(exchange, service)) return;
        await body.ReadAsync(request, service?.Protocol.MaxBodyBytes ?? FindService.MaxUnsignedFormBytes).ConfigureAwait(false);
        service ??= findService.ByForm(request);

        await AnswerAsync(service, exchange, () => authenticate.Identify(service, exchange)).ConfigureAwait(false);
        End(exchange);
    }

    /// <summary>A call from inside the process: the caller is known, everything else is the same.</summary>
    public async Task<ServiceReply> CallAsync(string service, AwsRequest request, Caller caller, CancellationToken cancellation)
    {
        using var response = new AwsResponse(new HeaderDictionary());
        var exchange = Begin(request, response, lifetime: null, cancellation);
        await AnswerAsync(findService.ByName(service), exchange, () => caller).ConfigureAwait(false);
        End(exchange);
        return new ServiceReply(response.Status, response.Headers, response.Body.ToArray());
    }

    [SuppressMessage("Design", "CA1031", Justification = "The edge: whatever a service throws besides a refusal is our bug, answered as such and logged.")]
    private async ValueTask AnswerAsync(Service service, Exchange exchange, Func<Caller> identify)
    {
        exchange.Record.Service = service.Name;
        exchange.Record.Id = service.Protocol.NewRequestId();
        try
        {
            if (exchange.Request.BodyTooLarge) throw service.Protocol.BodyTooLarge();

            // Who, before what: an unknown caller is not told whether its request makes sense.
            exchange.Caller = identify();
            exchange.Record.CallerArn = exchange.Caller.Arn;

            // What, before whether: the decision is about the resources that the request names.
            var call = service.Protocol.Bind(exchange);
            authorize.Decide(service, call, exchange);

            await call.ExecuteAsync(exchange).ConfigureAwait(false);
            service.Protocol.Complete(exchange);
        }
        catch (AwsError refusal)
        {
            Refuse(service, exchange, refusal);
        }
        catch (NotDurable lost)
        {
            // Logged where it happened, once for all whom it concerns.
            var failure = service.Protocol.InternalFailure();
            Refuse(service, exchange, new AwsError(failure.Status, failure.Code, lost.Message) { Members = failure.Members });
        }
        catch (Exception bug)
        {
            LogBug(service.Name, exchange.Record.Operation, exchange.RequestId, bug);
            exchange.Response.Discard();
            Refuse(service, exchange, service.Protocol.InternalFailure());
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The edge, as above.")]
    private async ValueTask ServeAsync(Door door, Exchange exchange)
    {
        exchange.Record.Service = door.Name;
        exchange.Record.Id = RequestIds.Uuid();
        try
        {
            await door.ServeAsync(exchange).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (exchange.Cancellation.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
            exchange.Response.Status = 499;
        }
        catch (Exception bug)
        {
            LogBug(door.Name, exchange.Request.RawPath, exchange.RequestId, bug);
            exchange.Response.Discard();
            exchange.Response.Status = 500;
        }
    }

    private Door? DoorOf(AwsRequest request)
    {
        foreach (var door in doors)
        {
            if (door.Owns(request)) return door;
        }

        return null;
    }

    private Exchange Begin(AwsRequest request, AwsResponse response, IHttpRequestLifetimeFeature? lifetime, CancellationToken cancellation)
    {
        var trace = TraceHeader.Read(request.Headers[TraceHeader.Name].ToString());
        var record = new RequestRecord(TimeProvider.System.GetTimestamp())
        {
            Method = request.Method,
            Path = request.RawPath,
            StartedAt = clock.GetUtcNow(),
            TraceId = trace.Root,
            TraceParent = trace.Parent,
            IsSampled = trace.IsSampled,
        };
        return new Exchange { Request = request, Response = response, Record = record, Lifetime = lifetime, CallerCancellation = cancellation };
    }

    private void End(Exchange exchange)
    {
        var record = exchange.Record;
        record.Status = exchange.Response.Status;
        record.Duration = TimeProvider.System.GetElapsedTime(record.StartTimestamp);
        log.Add(record);
        LogRequest(record.Service, record.Operation, record.Method, record.Path, record.Status, record.Duration.TotalMilliseconds, record.Id);
    }

    private static void Refuse(Service service, Exchange exchange, AwsError refusal)
    {
        exchange.Record.ErrorCode = refusal.Code;
        service.Protocol.WriteError(refusal, exchange);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Service} {Operation} {Method} {Path} {Status} {ElapsedMs:0.00} ms {RequestId}")]
    private partial void LogRequest(string? service, string? operation, string method, string path, int status, double elapsedMs, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} {Operation} failed in a way it should not; request {RequestId}")]
    private partial void LogBug(string service, string? operation, string requestId, Exception bug);
}
