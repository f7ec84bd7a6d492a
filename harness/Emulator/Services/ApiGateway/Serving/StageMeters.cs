using System.Collections.Concurrent;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.ApiGateway.Serving;

/// <summary>The names that one kind of API gives its metrics.</summary>
/// <param name="Api">The dimension that says which API it is.</param>
/// <param name="DataProcessed"><c>null</c> where bytes are not counted.</param>
internal sealed record MetricNames(string Api, string ClientErrors, string ServerErrors, string? DataProcessed = null)
{
    /// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html</remarks>
    public static readonly MetricNames HttpApis = new("ApiId", "4xx", "5xx", "DataProcessed");

    /// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html</remarks>
    public static readonly MetricNames RestApis = new("ApiName", "4XXError", "5XXError");
}

/// <summary>What metrics tell of a request.</summary>
/// <param name="Integration">What of the time the function took; <c>null</c> where none was called.</param>
/// <param name="Bytes">Of both bodies.</param>
internal readonly record struct MeteredRequest(int Status, TimeSpan Latency, TimeSpan? Integration, int Bytes);

/// <summary>What CloudWatch shows of APIs: each metric for the API, for its stage, and where that is wanted for a method.</summary>
internal sealed class StageMeters(OpenMetric open, MetricNames names)
{
    private readonly ConcurrentDictionary<(string Api, string Stage), (Meters Api, Meters Stage)> _stages = new();
    private readonly ConcurrentDictionary<(string Api, string Stage, string Method, string Resource), Meters> _methods = new();

    /// <param name="api">The API's id or name, as its kind has it.</param>
    public void Count(string api, string stage, in MeteredRequest request)
    {
        var (ofApi, ofStage) = _stages.TryGetValue((api, stage), out var known) ? known : _stages.GetOrAdd((api, stage), Open);
        ofApi.Count(request);
        ofStage.Count(request);
    }

    /// <summary>Detailed metrics, besides those of <see cref="Count"/>.</summary>
    public void CountMethod(string api, string stage, string method, string resource, in MeteredRequest request) =>
        _methods.GetOrAdd((api, stage, method, resource), Open).Count(request);

    private (Meters Api, Meters Stage) Open((string Api, string Stage) of) => (new Meters(open, names, (names.Api, of.Api)), new Meters(open, names, (names.Api, of.Api), ("Stage", of.Stage)));

    private Meters Open((string Api, string Stage, string Method, string Resource) of) =>
        new(open, names, (names.Api, of.Api), ("Method", of.Method), ("Resource", of.Resource), ("Stage", of.Stage));

    private sealed class Meters(OpenMetric open, MetricNames names, params ReadOnlySpan<(string Name, string Value)> dimensions)
    {
        private const string Namespace = "AWS/ApiGateway";

        private readonly RecordDatum _count = open(Namespace, "Count", "Count", dimensions);
        private readonly RecordDatum _clientErrors = open(Namespace, names.ClientErrors, "Count", dimensions);
        private readonly RecordDatum _serverErrors = open(Namespace, names.ServerErrors, "Count", dimensions);
        private readonly RecordDatum _latency = open(Namespace, "Latency", "Milliseconds", dimensions);
        private readonly RecordDatum _integrationLatency = open(Namespace, "IntegrationLatency", "Milliseconds", dimensions);
        private readonly RecordDatum? _dataProcessed = names.DataProcessed is { } name ? open(Namespace, name, "Bytes", dimensions) : null;

        /// <summary>Errors are counted as none too, so that their average is a rate.</summary>
        public void Count(in MeteredRequest request)
        {
            _count(1);
            _clientErrors(request.Status is >= 400 and < 500 ? 1 : 0);
            _serverErrors(request.Status >= 500 ? 1 : 0);
            _latency(request.Latency.TotalMilliseconds);
            if (request.Integration is { } time) _integrationLatency(time.TotalMilliseconds);
            _dataProcessed?.Invoke(request.Bytes);
        }
    }
}
