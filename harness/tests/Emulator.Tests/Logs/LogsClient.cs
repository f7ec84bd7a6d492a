using System.Globalization;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Logs;

/// <summary>An emulator, and calls of CloudWatch Logs.</summary>
public sealed class LogsClient : IAsyncLifetime
{
    private SignedHttp? _http;
    private int _groups;

    public EmulatorFixture Emulator { get; } = new();

    /// <summary>Milliseconds since 1970.</summary>
    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The virtual clock's time, in milliseconds since 1970.</summary>
    public async Task<long> ClockAsync() => DateTimeOffset.Parse(await Emulator.ClockAsync(), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    public async ValueTask InitializeAsync()
    {
        await Emulator.InitializeAsync();
        _http = new SignedHttp(Emulator.Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await Emulator.DisposeAsync();
    }

    public Task<HttpAnswer> SendAsync(string operation, string body) =>
        (_http ?? throw new InvalidOperationException("The emulator has not started.")).JsonAsync("logs", "Logs_20140328." + operation, body, "1.1");

    /// <summary>One statistic of a metric over the hour around a time, in its only period; empty without data.</summary>
    /// <param name="dimensions">As JSON.</param>
    public async Task<string> MetricAsync(string nameSpace, string metric, string statistic, string dimensions = "[]", long? atMs = null, string unit = "None")
    {
        var at = (atMs ?? Now) / 1000;
        var answer = await (_http ?? throw new InvalidOperationException("The emulator has not started.")).JsonAsync("monitoring", "GraniteServiceVersion20100801.GetMetricStatistics",
            $$"""{"Namespace":"{{nameSpace}}","MetricName":"{{metric}}","Dimensions":{{dimensions}},"StartTime":{{at - 1800}},"EndTime":{{at + 1800}},"Period":3600,"Statistics":["{{statistic}}"],"Unit":"{{unit}}"}""");
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body)?["Datapoints"] is JsonArray { Count: > 0 } points ? $"{points[0]?[statistic]}" : "";
    }

    /// <summary>A call that succeeds, and its answer.</summary>
    public async Task<JsonNode> CallAsync(string operation, string body)
    {
        var answer = await SendAsync(operation, body);
        Assert.True(answer.Status == 200, $"{operation}: {answer.Status} {answer.Body}");
        return answer.Body.Length == 0 ? new JsonObject() : JsonNode.Parse(answer.Body) ?? new JsonObject();
    }

    /// <summary>A group that no other test uses, with streams.</summary>
    public async Task<string> NewGroupAsync(params string[] streams)
    {
        var name = $"group-{Interlocked.Increment(ref _groups)}";
        await CallAsync("CreateLogGroup", $$"""{"logGroupName":"{{name}}"}""");
        foreach (var stream in streams) await CallAsync("CreateLogStream", Stream(name, stream));
        return name;
    }

    /// <summary>A request's body that names a stream.</summary>
    public static string Stream(string group, string stream, string members = "") => $$"""{"logGroupName":"{{group}}","logStreamName":"{{stream}}"{{members}}}""";

    public Task<JsonNode> PutAsync(string group, string stream, params (long TimestampMs, string Message)[] events) =>
        CallAsync("PutLogEvents", Stream(group, stream, ",\"logEvents\":" + Events(events)));

    public static string Events(params (long TimestampMs, string Message)[] events) =>
        new JsonArray([.. events.Select(e => new JsonObject { ["timestamp"] = e.TimestampMs, ["message"] = e.Message })]).ToJsonString();

    /// <summary>The messages of an answer with events.</summary>
    public static IEnumerable<string> Messages(JsonNode answer) => answer["events"]?.AsArray().Select(e => $"{e?["message"]}") ?? [];
}
