using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskTracker.Deployment;

namespace TaskTracker.Cli.Drift;

/// <summary>Makes the same requests of one target, and keeps of the answers what should be the same everywhere.</summary>
internal sealed partial class DriftProbe(DeploymentRecord record) : IDisposable
{
    /// <summary>Headers that a client of the API branches on.</summary>
    private static readonly string[] Headers =
    [
        "content-type", "access-control-allow-origin", "access-control-allow-methods", "access-control-allow-headers", "access-control-expose-headers",
        "access-control-max-age", "allow", "x-next-token",
    ];

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _origin = new Uri(record.SiteUrl).GetLeftPart(UriPartial.Authority);

    public string Target => record.Target;

    /// <returns>By request and aspect, such as <c>read it</c> and <c>status</c>.</returns>
    /// <exception cref="HttpRequestException">Nobody answers.</exception>
    public async Task<IReadOnlyDictionary<(string Request, string Aspect), string>> RunAsync(CancellationToken cancellation)
    {
        var seen = new Dictionary<(string, string), string>();
        var id = "none";
        foreach (var asked in DriftRequest.All)
        {
            using var request = Request(asked, id);
            using var answer = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            var body = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            if (id == "none") id = TaskId(body) ?? id;
            seen[(asked.Name, "status")] = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            foreach (var header in Headers) seen[(asked.Name, "header " + header)] = Value(answer, header);
            seen[(asked.Name, "body")] = asked.IsShapeOnly ? Shape(body) : Masked(body);
        }

        return seen;
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(DriftRequest asked, string id)
    {
        var url = new Uri(record.ApiUrl + asked.Path.Replace("{id}", id, StringComparison.Ordinal));
        var request = new HttpRequestMessage(new HttpMethod(asked.Method), url);
        if (asked.Body is not null) request.Content = new StringContent(asked.Body, Encoding.UTF8, "application/json");
        if (asked.HasOrigin) request.Headers.Add("Origin", _origin);
        if (asked.Preflight is not null)
        {
            request.Headers.Add("Access-Control-Request-Method", asked.Preflight);
            request.Headers.Add("Access-Control-Request-Headers", "content-type");
        }

        return request;
    }

    private string Value(HttpResponseMessage answer, string header)
    {
        if (!answer.Headers.TryGetValues(header, out var values) && !answer.Content.Headers.TryGetValues(header, out values)) return "absent";
        return header == "x-next-token" ? "present" : string.Join(", ", values).Replace(_origin, "{origin}", StringComparison.Ordinal);
    }

    private static string? TaskId(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["TaskId"]?.GetValue<string>();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What is never the same twice, as a word.</summary>
    private static string Masked(string body) => Time().Replace(Id().Replace(body, "{id}"), "{time}");

    private static string Shape(string body)
    {
        try
        {
            return Shape(JsonNode.Parse(body));
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static string Shape(JsonNode? node) => node switch
    {
        JsonArray list => $"[{string.Join(',', list.Select(Shape).Distinct())}]",
        JsonObject fields => $"{{{string.Join(',', fields.Select(f => $"{f.Key}:{Shape(f.Value)}"))}}}",
        null => "null",
        _ => node.GetValueKind().ToString(),
    };

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Time();
}
