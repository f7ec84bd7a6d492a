using System.Collections.Concurrent;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>The names that one kind of API gives its metrics.</summary>
/// <param name="Api">The dimension that says which API it is.</param>
internal sealed record MetricNames(string Api, string ClientErrors, string ServerErrors)
{
    /// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html</remarks>
    public static readonly MetricNames HttpApis = new("ApiId", "4xx", "5xx");

    /// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html</remarks>
    public static readonly MetricNames RestApis = new("ApiName", "4XXError", "5XXError");
}

/// <summary>What CloudWatch shows of APIs: each metric for the API, and for its stage.</summary>
internal sealed class StageMeters(OpenMetric open, MetricNames names)
{
    private readonly ConcurrentDictionary<(string Api, string Stage), (Meters Api, Meters Stage)> _stages = new();

    /// <param name="api">The API's id or name, as its kind has it.</param>
    /// <param name="integration">What of the time the function took; <c>null</c> where none was called.</param>
    public void Count(string api, string stage, int status, TimeSpan latency, TimeSpan? integration)
    {
        var (ofApi, ofStage) = _stages.TryGetValue((api, stage), out var known) ? known : _stages.GetOrAdd((api, stage), Open);
        ofApi.Count(status, latency, integration);
        ofStage.Count(status, latency, integration);
    }

    private (Meters Api, Meters Stage) Open((string Api, string Stage) of) => (new Meters(open, names, (names.Api, of.Api)), new Meters(open, names, (names.Api, of.Api), ("Stage", of.Stage)));

    private sealed class Meters(OpenMetric open, MetricNames names, params ReadOnlySpan<(string Name, string Value)> dimensions)
    {
        private const string Namespace = "AWS/ApiGateway";

        private readonly RecordDatum _count = open(Namespace, "Count", "Count", dimensions);
        private readonly RecordDatum _clientErrors = open(Namespace, names.ClientErrors, "Count", dimensions);
        private readonly RecordDatum _serverErrors = open(Namespace, names.ServerErrors, "Count", dimensions);
        private readonly RecordDatum _latency = open(Namespace, "Latency", "Milliseconds", dimensions);
        private readonly RecordDatum _integrationLatency = open(Namespace, "IntegrationLatency", "Milliseconds", dimensions);

        /// <summary>Errors are counted as none too, so that their average is a rate.</summary>
        public void Count(int status, TimeSpan latency, TimeSpan? integration)
        {
            _count(1);
            _clientErrors(status is >= 400 and < 500 ? 1 : 0);
            _serverErrors(status >= 500 ? 1 : 0);
            _latency(latency.TotalMilliseconds);
            if (integration is { } time) _integrationLatency(time.TotalMilliseconds);
        }
    }
}
