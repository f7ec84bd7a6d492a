using System.Globalization;
using System.Xml;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>The emulator's own endpoints: health, the request records and decisions, what callers used, the clock.</summary>
internal sealed class ControlDoor(RequestLog log, AccessLog accesses, VirtualClock clock, Func<IReadOnlyList<Service>> services)
{
    private const string Prefix = "/_tasktracker/";

    public Door Door => new("tasktracker", Owns, ServeAsync, MaxBodyBytes: 4096, IsRecorded: false);

    private static bool Owns(AwsRequest request) => request.RawPath.StartsWith(Prefix, StringComparison.Ordinal) || request.RawPath == "/_localstack/health";

    private ValueTask ServeAsync(Exchange exchange)
    {
        var request = exchange.Request;
        if (!SameOrigin.Admits(request))
        {
            Fail(exchange, 403, "Pages of other origins may not call these endpoints.");
            return ValueTask.CompletedTask;
        }

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
            case ("GET", Prefix + "access"):
                Write(exchange, new AccessList([.. accesses.All.Select(a => new AccessView(a.Access.Principal, a.Access.Action, a.Access.Resource, a.Allowed, a.Denied))]), ControlJson.Default.AccessList);
                break;
            case ("DELETE", Prefix + "access"):
                accesses.Clear();
                exchange.Response.Status = 204;
                break;
            case ("GET", var path) when path.StartsWith(Prefix + "requests/", StringComparison.Ordinal):
                ServeRequest(exchange, path[(Prefix.Length + "requests/".Length)..]);
                break;
            case ("GET", Prefix + "clock"):
                Write(exchange, new ClockView(clock.GetUtcNow()), ControlJson.Default.ClockView);
                break;
            case ("POST", Prefix + "clock"):
                MoveClock(exchange);
                break;
            default:
                Fail(exchange, 404, $"There is no {request.Method} {request.RawPath}. There are: GET {Prefix}health, GET {Prefix}requests, "
                    + $"GET {Prefix}requests/ID, GET {Prefix}requests/ID/decision, GET and DELETE {Prefix}access, GET and DELETE {Prefix}inbox, GET {Prefix}dashboards/NAME, GET {Prefix}clock, POST {Prefix}clock.");
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

    private void ServeRequest(Exchange exchange, string rest)
    {
        const string decision = "/decision";
        if (rest.EndsWith(decision, StringComparison.Ordinal)) ServeDecisions(exchange, Uri.UnescapeDataString(rest[..^decision.Length]));
        else ServeTrace(exchange, Uri.UnescapeDataString(rest));
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

    /// <summary>Every decision on the way of a request, each made again from what it was made from.</summary>
    private void ServeDecisions(Exchange exchange, string id)
    {
        if (log.Find(id) is not { } record)
        {
            Fail(exchange, 404, $"No request with the id '{id}' is among the last 10,000.");
            return;
        }

        var calls = log.Trace(record).OrderBy(r => r.StartTimestamp).Select(r => new DecisionView(
            r.Id, r.Service, r.Operation, r.Method, r.Path, r.Status, r.CallerArn, r.Decision.ToString(), r.ErrorCode, [.. r.Asked?.Examined ?? []]));
        Write(exchange, new DecisionList([.. calls]), ControlJson.Default.DecisionList);
    }

    private void MoveClock(Exchange exchange)
    {
        try
        {
            var move = JsonBody.Read(exchange.Request.Body, ControlJson.Default.ClockMove);
            clock.Advance(XmlConvert.ToTimeSpan(move.Advance));
            Write(exchange, new ClockView(clock.GetUtcNow()), ControlJson.Default.ClockView);
        }
        catch (OverflowException)
        {
            Fail(exchange, 400, "'advance' is too long: the clock does not go to the year 9000 and beyond.");
        }
        catch (Exception problem) when (problem is AwsError or FormatException or ArgumentOutOfRangeException)
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
