using System.Globalization;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.CloudWatch;

/// <summary>An emulator, and metrics asked for over JSON.</summary>
public sealed class CloudWatchClient : IAsyncLifetime
{
    private readonly EmulatorFixture _emulator = new();
    private SignedHttp? _http;
    private int _count;

    public SignedHttp Http => _http ?? throw new InvalidOperationException("The emulator has not started.");

    public EmulatorFixture Emulator => _emulator;

    /// <summary>A minute that has begun a while ago.</summary>
    public static long Minute { get; } = ((TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60) - 120) / 60 * 60 * 60;

    public async ValueTask InitializeAsync()
    {
        await _emulator.InitializeAsync();
        _http = new SignedHttp(_emulator.Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _emulator.DisposeAsync();
    }

    /// <summary>A namespace that nobody else uses.</summary>
    public string NewNamespace() => $"Test/{Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture)}";

    public Task<HttpAnswer> SendAsync(string operation, string body) => Http.JsonAsync("monitoring", "GraniteServiceVersion20100801." + operation, body);

    public async Task<JsonNode> CallAsync(string operation, string body)
    {
        var answer = await SendAsync(operation, body);
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body) ?? throw new InvalidOperationException("The answer is null.");
    }

    /// <param name="data">Members of each datum, without braces.</param>
    public Task<JsonNode> PutAsync(string nameSpace, params string[] data) =>
        CallAsync("PutMetricData", $$"""{"Namespace":"{{nameSpace}}","MetricData":[{{string.Join(',', data.Select(d => $"{{{d}}}"))}}]}""");

    /// <summary>Data points of an hour, or of a quarter where periods are shorter than a minute.</summary>
    /// <param name="members">Further members, each with a comma before it.</param>
    /// <param name="from">Where the time begins; <c>null</c> for <see cref="Minute"/>.</param>
    public async Task<JsonArray> StatisticsAsync(string nameSpace, string metric, string statistics, int period = 60, string members = "", long? from = null)
    {
        var (start, length) = (from ?? Minute, period < 60 ? 900 : 3600);
        var answer = await CallAsync(
            "GetMetricStatistics",
            $$"""{"Namespace":"{{nameSpace}}","MetricName":"{{metric}}","StartTime":{{start}},"EndTime":{{start + length}},"Period":{{period}},{{statistics}}{{members}}}""");
        return answer["Datapoints"]?.AsArray() ?? [];
    }
}
