using System.Collections.Concurrent;
using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>What CloudWatch shows of functions: each metric for the function, for the version or alias that was called, and for all functions together.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html</remarks>
internal sealed class FunctionMeters(OpenMetric open)
{
    private const string Namespace = "AWS/Lambda";

    private readonly ConcurrentDictionary<string, Meters> _functions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Function, string Qualifier), Meters> _qualified = new();
    private readonly Meters _account = new(open, []);

    public void Throttled(string function, string? qualifier) => ForEach(function, qualifier, 0, static (m, _) => m.Throttles(1));

    /// <param name="running">Invocations of the function that run, this one included.</param>
    /// <param name="runningInAccount">Of all functions.</param>
    public void Began(string function, string? qualifier, int running, int runningInAccount)
    {
        ForFunction(function).Concurrency(running);
        if (qualifier is not null) ForQualified(function, qualifier).Concurrency(running);
        _account.Concurrency(runningInAccount);
    }

    /// <param name="duration">Of the function's own work; <c>null</c> when it did not get to work.</param>
    public void Ended(string function, string? qualifier, bool isError, TimeSpan? duration) => ForEach(function, qualifier, (isError, duration), static (m, end) =>
    {
        m.Invocations(1);
        m.Errors(end.isError ? 1 : 0);
        m.Throttles(0);
        if (end.duration is { } duration) m.Duration(duration.TotalMilliseconds);
    });

    private void ForEach<T>(string function, string? qualifier, T argument, Action<Meters, T> count)
    {
        count(ForFunction(function), argument);
        if (qualifier is not null) count(ForQualified(function, qualifier), argument);
        count(_account, argument);
    }

    private Meters ForFunction(string function) =>
        _functions.TryGetValue(function, out var known) ? known : _functions.GetOrAdd(function, name => new Meters(open, ("FunctionName", name)));

    private Meters ForQualified(string function, string qualifier) => _qualified.TryGetValue((function, qualifier), out var known)
        ? known
        : _qualified.GetOrAdd((function, qualifier), q => new Meters(open, ("FunctionName", q.Function), ("Resource", $"{q.Function}:{q.Qualifier}")));

    private sealed class Meters(OpenMetric open, params ReadOnlySpan<(string Name, string Value)> dimensions)
    {
        public RecordDatum Invocations { get; } = open(Namespace, "Invocations", "Count", dimensions);

        public RecordDatum Errors { get; } = open(Namespace, "Errors", "Count", dimensions);

        public RecordDatum Throttles { get; } = open(Namespace, "Throttles", "Count", dimensions);

        public RecordDatum Duration { get; } = open(Namespace, "Duration", "Milliseconds", dimensions);

        public RecordDatum Concurrency { get; } = open(Namespace, "ConcurrentExecutions", "Count", dimensions);
    }
}
