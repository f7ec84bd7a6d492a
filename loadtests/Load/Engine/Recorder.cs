using System.Collections.Concurrent;
using TaskTracker.Load.Calls;
using TaskTracker.Load.Measuring;

namespace TaskTracker.Load.Engine;

/// <summary>Makes the calls of a step and measures them. Many may do so at once.</summary>
public sealed class Recorder(MakeCall make, TimeProvider time)
{
    private readonly ConcurrentDictionary<TaskCall, Tally> _tallies = new();
    private int _inFlight;
    private int _peakInFlight;

    public long StartedAt { get; } = time.GetTimestamp();

    internal Timeline Timeline { get; } = new();

    /// <summary>How late requests were made, against the schedule.</summary>
    internal Latencies Lag { get; } = new();

    /// <summary>Most requests under way at one moment.</summary>
    internal int PeakInFlight => _peakInFlight;

    internal IReadOnlyDictionary<TaskCall, Tally> Tallies => _tallies;

    internal long Errors => _tallies.Values.Sum(t => t.Problems.Values.Sum());

    /// <summary>Makes a call and records it.</summary>
    /// <param name="due">Timestamp from which its latency counts; <c>null</c> for the moment at which it is sent.</param>
    /// <returns>The kind of failure; <c>null</c> for a right answer.</returns>
    public async Task<string?> MakeAsync(TaskCall call, long? due, CancellationToken cancellation)
    {
        var before = time.GetTimestamp();
        if (due is { } scheduled)
        {
            Lag.Record(time.GetElapsedTime(scheduled, before));
            Timeline.AddDue(time.GetElapsedTime(StartedAt, scheduled));
        }

        var inFlight = Interlocked.Increment(ref _inFlight);
        for (var peak = _peakInFlight; inFlight > peak; peak = _peakInFlight) Interlocked.CompareExchange(ref _peakInFlight, inFlight, peak);
        var answer = await make(call, cancellation).ConfigureAwait(false);
        Interlocked.Decrement(ref _inFlight);
        if (answer.Problem != Answered.Abandoned) Record(call, answer, time.GetElapsedTime(due ?? answer.SentAt, answer.At));
        return answer.Problem;
    }

    private void Record(TaskCall call, Answered answer, TimeSpan latency)
    {
        var tally = _tallies.GetOrAdd(call, _ => new Tally());
        tally.Latencies.Record(latency);
        if (answer.Problem is { } kind) tally.Problems.AddOrUpdate(kind, 1, (_, n) => n + 1);
        Timeline.AddAnswer(time.GetElapsedTime(StartedAt, answer.At), latency, answer.Problem is not null);
    }
}

/// <summary>Of one kind of call.</summary>
internal sealed class Tally
{
    /// <summary>Of every request that was answered, failed ones included: nothing that took long is left out.</summary>
    public Latencies Latencies { get; } = new();

    public ConcurrentDictionary<string, long> Problems { get; } = new();
}
