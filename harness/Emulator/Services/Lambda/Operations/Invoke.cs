using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Events;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal enum InvocationType
{
    RequestResponse,
    Event,
    DryRun,
}

/// <param name="Result">Of a function that was waited for.</param>
internal sealed record InvokeReply(int Status, InvokeResult? Result);

/// <param name="ClientContext">JSON, as the function gets it; only one that is waited for does.</param>
internal sealed record InvokeRequest(FunctionName Function, ReadOnlyMemory<byte> Payload, InvocationType Type, bool WantsLog, string? ClientContext)
{
    private const int MaxPayloadBytes = 6 * 1024 * 1024;
    private const int MaxEventBytes = 1024 * 1024;

    private static readonly byte[] NoPayload = [.. "{}"u8];

    public static InvokeRequest Read(Exchange exchange, AwsScope scope)
    {
        if (exchange.Request.Body.Length > MaxPayloadBytes) throw LambdaErrors.RequestTooLarge(MaxPayloadBytes, "InvokeFunction");
        var headers = exchange.Request.Headers;
        var type = headers["X-Amz-Invocation-Type"].ToString();
        var log = headers["X-Amz-Log-Type"].ToString();
        new Constraints()
            .OneOf("invocationType", type.Length == 0 ? null : type, "Event", "RequestResponse", "DryRun")
            .OneOf("logType", log.Length == 0 ? null : log, "None", "Tail")
            .Check();
        foreach (var name in new[] { "X-Amz-Durable-Execution-Name", "X-Amz-Tenant-Id" })
        {
            if (headers.ContainsKey(name)) throw LambdaErrors.NotSupported(name);
        }

        var payload = exchange.Request.Body;
        if (type == "Event" && payload.Length > MaxEventBytes) throw LambdaErrors.EventTooLarge(payload.Length, MaxEventBytes);
        CheckJson(payload.Span);
        return new InvokeRequest(
            LambdaRequest.NamespacedName(exchange, scope), payload.IsEmpty ? NoPayload : payload,
            type.Length == 0 ? InvocationType.RequestResponse : Enum.Parse<InvocationType>(type), log == "Tail", Lambda.ClientContext.Read(headers["X-Amz-Client-Context"].ToString()));
    }

    private static void CheckJson(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty) return;
        try
        {
            var reader = new Utf8JsonReader(payload, JsonBody.Deep);
            while (reader.Read())
            {
                // Reading is the check.
            }
        }
        catch (JsonException problem)
        {
            throw LambdaErrors.UnreadablePayload(problem.Message);
        }
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html</remarks>
internal static class Invoke
{
    public static async ValueTask<InvokeReply> ExecuteAsync(LambdaService lambda, InvokeRequest request, Exchange exchange)
    {
        // On Invoke, unlike elsewhere, the message names the version.
        var name = request.Function;
        if (lambda.State.Find(name.Name) is null) throw LambdaErrors.FunctionNotFound((name with { Qualifier = name.Qualifier ?? "$LATEST" }).Arn(lambda.Scope));
        var function = name.In(lambda.State, lambda.Scope);
        if (request.Type == InvocationType.DryRun) return new InvokeReply(204, Result: null);
        var record = exchange.Record;
        if (request.Type == InvocationType.Event)
        {
            var now = lambda.Clock.GetUtcNow();
            lambda.Events.Add(new AsyncEvent(
                exchange.RequestId, name.Name, name.Qualifier, request.Payload.ToArray(), LambdaService.Trace(record), now, Attempts: 0, now));
            return new InvokeReply(202, Result: null);
        }

        var invocation = new Invocation(
            exchange.RequestId, name.Arn(lambda.Scope), request.Payload, LambdaService.Trace(record), request.ClientContext, request.WantsLog, record);
        return new InvokeReply(200, await lambda.Fleet.InvokeAsync(function.Deployment, invocation, name.Qualifier).ConfigureAwait(false));
    }

    public static void Write(InvokeReply reply, Exchange exchange)
    {
        var response = exchange.Response;
        response.Headers["x-amzn-RequestId"] = exchange.RequestId;
        response.Status = reply.Status;
        if (reply.Status != 204) response.Headers["X-Amzn-Trace-Id"] = $"Root={exchange.Record.TraceId};Sampled={(exchange.Record.IsSampled == true ? 1 : 0)}";
        if (reply.Result is not { } result) return;
        response.Headers.ContentType = "application/json";
        response.Headers["X-Amz-Executed-Version"] = result.ExecutedVersion;
        if (result.FunctionError is { } error) response.Headers["X-Amz-Function-Error"] = error;
        if (result.LogTail is { } tail) response.Headers["X-Amz-Log-Result"] = Convert.ToBase64String(tail);
        response.Share(result.Payload);
    }
}
