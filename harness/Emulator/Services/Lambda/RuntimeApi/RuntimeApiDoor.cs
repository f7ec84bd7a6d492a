using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Services.Lambda.RuntimeApi;

/// <summary>The environment with that token; <c>null</c> when it has ended or never was.</summary>
internal delegate ExecutionEnvironment? FindEnvironment(ReadOnlySpan<char> token);

/// <summary>The place of a process in a debugger; <c>null</c> when there is no such function.</summary>
internal delegate Attachment? FindAttachment(string functionName);

/// <summary>
/// The Lambda Runtime API, below a path that names the environment: <c>/_tasktracker-runtime/{token}/2018-06-01/runtime/…</c>; or the function whose events a process in a
/// debugger takes: <c>/_tasktracker-runtime/attach/{function}/2018-06-01/runtime/…</c>.
/// </summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
internal sealed class RuntimeApiDoor(FindEnvironment find, FindAttachment attach)
{
    public const string Prefix = "/_tasktracker-runtime/";

    private const string Runtime = "/2018-06-01/runtime/";
    private const string AttachPath = "attach/";
    private const string NextPath = "invocation/next";
    private const string InvocationPath = "invocation/";
    private const string InitErrorPath = "init/error";

    private static readonly byte[] Accepted = [.. "{\"status\":\"OK\"}\n"u8];
    private static readonly RuntimeRefusal Unknown = new(404, "NotFound", "There is no such environment or path.");

    public Door Door => new("lambda-runtime", Owns, ServeAsync, Outcome.MaxPayloadBytes, IsRecorded: false);

    private static bool Owns(AwsRequest request) => request.RawPath.StartsWith(Prefix, StringComparison.Ordinal);

    private ValueTask ServeAsync(Exchange exchange)
    {
        var path = exchange.Request.RawPath.AsSpan(Prefix.Length);
        var end = path.IndexOf(Runtime, StringComparison.Ordinal);
        if (end < 0) return Refuse(exchange, Unknown);
        var isAttached = path.StartsWith(AttachPath, StringComparison.Ordinal);
        if ((isAttached ? attach(path[AttachPath.Length..end].ToString()) : (IRuntime?)find(path[..end])) is not { } runtime)
        {
            return Refuse(exchange, isAttached ? NoFunction(path[AttachPath.Length..end]) : Unknown);
        }

        var resource = path[(end + Runtime.Length)..];
        var isPost = exchange.Request.Method == "POST";
        if (exchange.Request.Method == "GET" && resource.SequenceEqual(NextPath)) return NextAsync(runtime, exchange);
        if (isPost && resource.SequenceEqual(InitErrorPath)) return InitError(runtime, exchange);
        if (!isPost || !resource.StartsWith(InvocationPath, StringComparison.Ordinal)) return Refuse(exchange, Unknown);
        return Answer(runtime, resource[InvocationPath.Length..], exchange);
    }

    private static async ValueTask NextAsync(IRuntime runtime, Exchange exchange)
    {
        var invocation = await runtime.NextAsync(exchange.Request.ConnectionClosed).ConfigureAwait(false);
        if (invocation is null || !invocation.TryCopyPayload(exchange.Response.Writer))
        {
            await Refuse(exchange, runtime.NotAllowed("Ready")).ConfigureAwait(false);
            return;
        }

        var headers = exchange.Response.Headers;
        headers.ContentType = "application/json";
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.DeadlineMs.ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.InvokedArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceHeader;
        if (invocation.ClientContext is { } context) headers["Lambda-Runtime-Client-Context"] = context;
    }

    private static ValueTask Answer(IRuntime runtime, ReadOnlySpan<char> path, Exchange exchange)
    {
        var slash = path.IndexOf('/');
        if (slash < 0) return Refuse(exchange, Unknown);
        var request = exchange.Request;
        var isStreamed = request.Headers["Lambda-Runtime-Function-Response-Mode"].ToString().Length > 0;
        Outcome outcome;
        switch (path[(slash + 1)..])
        {
            case "response" when isStreamed:
                return Refuse(exchange, RuntimeRefusal.UnsupportedMode());
            case "response":
                outcome = request.BodyTooLarge ? Outcome.TooLarge() : Outcome.Answered(request.Body);
                break;
            case "error":
                outcome = request.BodyTooLarge ? Outcome.TooLarge() : Outcome.Reported(request.Body, ErrorType(request));
                break;
            default:
                return Refuse(exchange, Unknown);
        }

        var refusal = runtime.Answer(path[..slash].ToString(), outcome);
        if (refusal is null && request.BodyTooLarge) refusal = RuntimeRefusal.TooLarge();
        return refusal is null ? Accept(exchange) : Refuse(exchange, refusal);
    }

    private static ValueTask InitError(IRuntime runtime, Exchange exchange)
    {
        var outcome = Outcome.Reported(exchange.Request.Body, ErrorType(exchange.Request));
        return runtime.FailInit(outcome) is { } refusal ? Refuse(exchange, refusal) : Accept(exchange);
    }

    private static RuntimeRefusal NoFunction(ReadOnlySpan<char> name) => new(404, "NotFound", $"There is no function '{name}' to take the events of.");

    private static string ErrorType(AwsRequest request) => request.Headers["Lambda-Runtime-Function-Error-Type"].ToString();

    private static ValueTask Accept(Exchange exchange)
    {
        exchange.Response.Status = 202;
        exchange.Response.Headers.ContentType = "application/json";
        exchange.Response.Share(Accepted);
        return ValueTask.CompletedTask;
    }

    private static ValueTask Refuse(Exchange exchange, RuntimeRefusal refusal)
    {
        exchange.Response.Clear();
        exchange.Response.Status = refusal.Status;
        exchange.Response.Headers.ContentType = "application/json";
        JsonBody.Write(exchange.Response, json =>
        {
            json.WriteStartObject();
            json.WriteString("errorMessage"u8, refusal.Message);
            json.WriteString("errorType"u8, refusal.ErrorType);
            json.WriteEndObject();
        });
        return ValueTask.CompletedTask;
    }
}
