using System.Globalization;
using System.Text.Json.Serialization;
using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>The emulator's own endpoints: health, the request records, the clock.</summary>
internal sealed class ControlDoor(RequestLog log, VirtualClock clock, Func<IReadOnlyList<Service>> services)
{
    private const string Prefix = "/_tasktracker/";

    public Door Door => new("tasktracker", Owns, ServeAsync, MaxBodyBytes: 4096, IsRecorded: false);

    private static bool Owns(AwsRequest request) => request.RawPath.StartsWith(Prefix, StringComparison.Ordinal) || request.RawPath == "/_localstack/health";

    private ValueTask ServeAsync(Exchange exchange)
    {
        var request = exchange.Request;
        switch (request.Method, request.RawPath)
        {
            case ("GET", Prefix + "health"):
                break;
            case ("GET", "/_localstack/health"):
                WriteHealth(exchange);
                break;
            case ("GET", Prefix + "requests"):
                ListRequests(exchange);
                break;
            case ("GET", var path) when path.StartsWith(Prefix + "requests/", StringComparison.Ordinal):
                ServeTrace(exchange, Uri.UnescapeDataString(path[(Prefix.Length + "requests/".Length)..]));
                break;
            case ("GET", Prefix + "clock"):
                Write(exchange, new ClockView(clock.GetUtcNow()), ControlJson.Default.ClockView);
                break;
            case ("POST", Prefix + "clock"):
                MoveClock(exchange);
                break;
            default:
                Fail(exchange, 404, $"There is no {request.Method} {request.RawPath}. There are: GET {Prefix}health, GET {Prefix}requests, "
                    + $"GET {Prefix}requests/ID, GET {Prefix}clock, POST {Prefix}clock.");
                break;
        }

        return ValueTask.CompletedTask;
    }

    private void WriteHealth(Exchange exchange)
    {
        var states = services().DistinctBy(s => s.Name).ToDictionary(s => s.Name, _ => "running");
        Write(exchange, new Health(states, "tasktracker", typeof(ControlDoor).Assembly.GetName().Version?.ToString(3) ?? ""), ControlJson.Default.Health);
    }

    /// <summary>Newest first; with <c>since</c>, the <c>next</c> of an earlier answer, what came after it, oldest first.</summary>
    private void ListRequests(Exchange exchange)
    {
        var (limit, next) = (Limit(exchange.Request), log.Count);
        var records = long.TryParse(exchange.Request.Query["since"], CultureInfo.InvariantCulture, out var since) && since >= 0
            ? log.Since(since, limit, out next)
            : log.Newest().Take(limit);
        Write(exchange, new RequestList([.. records.Select(RequestView.Of)], next), ControlJson.Default.RequestList);
    }

    private void ServeTrace(Exchange exchange, string id)
    {
        if (log.Find(id) is not { } record)
        {
            Fail(exchange, 404, $"No request with the id '{id}' is among the last 10,000.");
            return;
        }

        Write(exchange, new RequestTrace(RequestView.Of(record), [.. log.Trace(record).Select(RequestView.Of)]), ControlJson.Default.RequestTrace);
    }

    private void MoveClock(Exchange exchange)
    {
        if (exchange.Request.Headers.Origin.Count > 0)
        {
            Fail(exchange, 403, "A page may not move the clock.");
            return;
        }

        try
        {
            var move = JsonBody.Read(exchange.Request.Body, ControlJson.Default.ClockMove);
            clock.Advance(XmlConvert.ToTimeSpan(move.Advance));
            Write(exchange, new ClockView(clock.GetUtcNow()), ControlJson.Default.ClockView);
        }
        catch (Exception problem) when (problem is AwsError or FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            Fail(exchange, 400, "'advance' must be an ISO 8601 duration that is not negative, such as {\"advance\":\"PT5M\"}.");
        }
    }

    private static int Limit(AwsRequest request) => int.TryParse(request.Query["limit"], out var limit) && limit > 0 ? limit : 100;

    private static void Fail(Exchange exchange, int status, string message)
    {
        exchange.Response.Status = status;
        Write(exchange, new ControlProblem(message), ControlJson.Default.ControlProblem);
    }

    private static void Write<T>(Exchange exchange, T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
    {
        exchange.Response.Headers.ContentType = "application/json";
        JsonBody.Write(value, shape, exchange.Response);
    }
}

internal sealed record Health(Dictionary<string, string> Services, string Edition, string Version);

internal sealed record ClockMove(string Advance);

internal sealed record ClockView(DateTimeOffset Now);

internal sealed record ControlProblem(string Message);

/// <param name="Next">Given as <c>since</c>, it lists what comes after this answer.</param>
internal sealed record RequestList(IReadOnlyList<RequestView> Requests, long Next);

/// <param name="Calls">Every call of the same trace, oldest first, the request itself among them.</param>
internal sealed record RequestTrace(RequestView Request, IReadOnlyList<RequestView> Calls);

internal sealed record PartView(string Name, double StartMs, double DurationMs);

internal sealed record RequestView(
    string Id, string? TraceId, DateTimeOffset StartedAt, double DurationMs, string Method, string Path, int Status, string? Service, string? Operation,
    string? Caller, string Decision, string? ErrorCode, IReadOnlyList<PartView> Parts)
{
    public static RequestView Of(RequestRecord record) => new(
        record.Id, record.TraceId, record.StartedAt, record.Duration.TotalMilliseconds, record.Method, record.Path, record.Status, record.Service,
        record.Operation, record.CallerArn, record.Decision.ToString(), record.ErrorCode,
        [.. record.Parts.Select(p => new PartView(p.Name, p.Start.TotalMilliseconds, p.Duration.TotalMilliseconds))]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(ClockMove))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(ControlProblem))]
[JsonSerializable(typeof(RequestList))]
[JsonSerializable(typeof(RequestTrace))]
internal sealed partial class ControlJson : JsonSerializerContext;
