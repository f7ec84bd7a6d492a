using System.Globalization;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Pipeline;

/// <summary>What topics were told and who heard it: <c>GET /_tasktracker/inbox</c>, newest first; <c>DELETE</c> empties it.</summary>
/// <param name="bringUpToDate">Has done what is due, such as the evaluation of alarms, so that the reader misses nothing.</param>
internal sealed class InboxDoor(Inbox inbox, Action bringUpToDate)
{
    private const string Path = "/_tasktracker/inbox";
    private const int UsualLimit = 100;

    public Door Door => new("tasktracker", request => request.RawPath == Path, ServeAsync, MaxBodyBytes: 4096, IsRecorded: false);

    private ValueTask ServeAsync(Exchange exchange)
    {
        var (request, response) = (exchange.Request, exchange.Response);
        if (!SameOrigin.Admits(request)) Fail(exchange, 403, "Pages of other origins may not call these endpoints.");
        else if (request.Method == "GET")
        {
            bringUpToDate();
            var limit = int.TryParse(request.Query["limit"], CultureInfo.InvariantCulture, out var wanted) && wanted > 0 ? wanted : UsualLimit;
            response.Headers.ContentType = "application/json";
            JsonBody.Write(new InboxView(inbox.Newest(limit)), InboxJson.Default.InboxView, response);
        }
        else if (request.Method == "DELETE")
        {
            inbox.Clear();
            response.Status = 204;
        }
        else Fail(exchange, 405, $"There are: GET {Path}, DELETE {Path}.");
        return ValueTask.CompletedTask;
    }

    private static void Fail(Exchange exchange, int status, string message)
    {
        exchange.Response.Status = status;
        exchange.Response.Headers.ContentType = "application/json";
        JsonBody.Write(new ControlProblem(message), InboxJson.Default.ControlProblem, exchange.Response);
    }
}

internal sealed record InboxView(IReadOnlyList<Notification> Notifications);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InboxView))]
[JsonSerializable(typeof(ControlProblem))]
internal sealed partial class InboxJson : JsonSerializerContext;
