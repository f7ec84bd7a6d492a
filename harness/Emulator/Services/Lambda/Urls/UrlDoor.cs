using System.Text;
using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Lambda.Urls;

/// <summary>Who sent a signed request.</summary>
/// <exception cref="AwsError">Its signature is missing or wrong.</exception>
internal delegate Caller IdentifyCaller(Exchange exchange);

/// <summary>Whether a caller's own policies or the function's let it.</summary>
internal delegate bool MayCall(Caller caller, in Permission wanted, AwsRequest request);

/// <summary>Function URLs: <c>{id}.lambda-url.{region}.localhost</c>, or <c>/_aws/lambda-url/{id}/…</c> where names cannot be resolved.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html</remarks>
internal sealed class UrlDoor(LambdaService lambda, IdentifyCaller identify, MayCall mayCall)
{
    private const string Prefix = "/_aws/lambda-url/";
    private const string Label = ".lambda-url.";

    /// <summary>Since October 2025 both, for everybody who calls an address.</summary>
    private static readonly string[] Needed = ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"];

    private const int MaxBodyBytes = 6 * 1024 * 1024;

    private static readonly byte[] Forbidden =
        [.. "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}"u8];

    public Door Door => new("lambda-url", Owns, ServeAsync, MaxBodyBytes, IsRecorded: true);

    private static bool Owns(AwsRequest request) =>
        request.RawPath.StartsWith(Prefix, StringComparison.Ordinal) || request.HostName.Contains(Label, StringComparison.Ordinal);

    private async ValueTask ServeAsync(Exchange exchange)
    {
        var (id, path) = AddressOf(exchange.Request);
        if (Find(id) is not { } found)
        {
            Answer(exchange, 404, "{\"Message\":null}"u8.ToArray());
            return;
        }

        var (function, qualifier, url) = found;
        exchange.Record.Operation = "FunctionUrl";
        exchange.Record.TraceId ??= TraceHeader.NewRoot(lambda.Clock.GetUtcNow());
        var cors = url.Cors is null ? null : new UrlCorsPolicy(url.Cors);
        if (exchange.Request.Method == "OPTIONS" && cors is not null)
        {
            cors.AnswerPreflight(exchange.Request, exchange.Response);
            return;
        }

        if (exchange.Request.BodyTooLarge) Answer(exchange, 413, "{\"Message\":\"Request Entity Too Large\"}"u8.ToArray());
        else if (CallerOf(function, qualifier, url, exchange) is not { } caller) Answer(exchange, 403, Forbidden);
        else await InvokeAsync(new UrlCall(exchange, lambda.Scope, function, qualifier, url, path, caller, lambda.Clock.GetUtcNow()), cors).ConfigureAwait(false);
        cors?.Complete(exchange.Request, exchange.Response.Headers);
    }

    private async ValueTask InvokeAsync(UrlCall call, UrlCorsPolicy? cors)
    {
        var exchange = call.Exchange;
        var arn = call.Qualifier is null ? call.Function.Arn : $"{call.Function.Arn}:{call.Qualifier}";
        try
        {
            var result = await lambda.InvokeAsync(arn, UrlEvent.Of(call), exchange.RequestId, exchange.Record).ConfigureAwait(false);
            if (result.FunctionError is null && UrlAnswer.TryWrite(result.Payload, cors is not null, exchange.Response))
            {
                exchange.Response.Headers["x-amzn-RequestId"] = exchange.RequestId;
                return;
            }

            exchange.Response.Discard();
            Answer(exchange, 502, "Internal Server Error"u8.ToArray());
        }
        catch (AwsError refusal)
        {
            Answer(exchange, refusal.Status == 429 ? 429 : 502, Encoding.UTF8.GetBytes(refusal.Status == 429 ? "{\"Message\":\"Rate Exceeded.\"}" : "Internal Server Error"));
        }
    }

    /// <returns><c>null</c> for somebody who may not call it.</returns>
    private Caller? CallerOf(Function function, string? qualifier, FunctionUrl url, Exchange exchange)
    {
        try
        {
            var caller = url.AuthType == "NONE" ? Caller.Anonymous : identify(exchange);
            exchange.Record.CallerArn = caller.Arn;
            var arn = qualifier is null ? function.Arn : $"{function.Arn}:{qualifier}";
            return Needed.All(action => mayCall(caller, new Permission(action, arn) { Keys = key => KeyOf(url, key) }, exchange.Request)) ? caller : null;
        }
        catch (AwsError)
        {
            return null;
        }
    }

    private static ContextValue? KeyOf(FunctionUrl url, string key) => key.ToUpperInvariant() switch
    {
        "LAMBDA:FUNCTIONURLAUTHTYPE" => ContextValue.Of(url.AuthType),
        "LAMBDA:INVOKEDVIAFUNCTIONURL" => ContextValue.Of("true"),
        _ => null,
    };

    private (Function Function, string? Qualifier, FunctionUrl Url)? Find(string id)
    {
        foreach (var function in lambda.State.Functions)
        {
            foreach (var (qualifier, url) in function.Urls)
            {
                if (url.Id == id) return (function, qualifier.Length == 0 ? null : qualifier, url);
            }
        }

        return null;
    }

    private static (string Id, string Path) AddressOf(AwsRequest request)
    {
        if (!request.RawPath.StartsWith(Prefix, StringComparison.Ordinal)) return (request.HostName[..request.HostName.IndexOf('.', StringComparison.Ordinal)], request.RawPath);
        var rest = request.RawPath[Prefix.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (rest, "/") : (rest[..slash], rest[slash..]);
    }

    private static void Answer(Exchange exchange, int status, byte[] body)
    {
        exchange.Response.Status = status;
        exchange.Response.Headers.ContentType = "application/json";
        exchange.Response.Headers["x-amzn-RequestId"] = exchange.RequestId;
        exchange.Response.Share(body);
    }
}

/// <summary>One request to a function URL.</summary>
/// <param name="Path">Percent-encoded, without what names the URL.</param>
internal sealed record UrlCall(
    Exchange Exchange, AwsScope Scope, Function Function, string? Qualifier, FunctionUrl Url, string Path, Caller Caller, DateTimeOffset Now);
