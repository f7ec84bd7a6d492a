using TaskTracker.Load.Calls;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Tests.Engine;

/// <summary>A service whose latencies are known, on a virtual clock, under the built-in engine.</summary>
/// <param name="latency">By the request's number from 0 and the moment at which it is sent.</param>
/// <param name="late">By how much the generator misses each moment of its schedule.</param>
internal sealed class ServedAs(Func<int, TimeSpan, TimeSpan> latency, TimeSpan late = default)
{
    private readonly VirtualTime _time = new();
    private readonly List<double> _milliseconds = [];
    private int _made;

    /// <summary>As they were, in the order of requests, without what the schedule adds.</summary>
    public IReadOnlyList<double> Milliseconds => _milliseconds;

    /// <param name="requests">How many it will make, in the open model.</param>
    public async Task<Recorder> UnderAsync(LoadShape shape, int requests = 0)
    {
        var engine = new Generator((timestamp, _) => _time.RunUntil(timestamp + late.Ticks), _time);
        var recorder = new Recorder((call, cancellation) => ServeAsync(requests, cancellation), _time);
        var run = engine.RunAsync(new Step("virtual", shape, [new Share(TaskCall.Get, 1)]), recorder, TestContext.Current.CancellationToken);
        if (shape is LoadShape.Users) _time.RunToEnd();
        await run;
        return recorder;
    }

    private async Task<Answered> ServeAsync(int requests, CancellationToken cancellation)
    {
        var sentAt = _time.GetTimestamp();
        var number = _made++;
        var takes = latency(number, TimeSpan.FromTicks(sentAt));
        _milliseconds.Add(takes.TotalMilliseconds);
        var answer = Task.Delay(takes, _time, cancellation);

        // The schedule drives the clock; after its last request nobody else does.
        if (_made == requests) _ = Task.Run(_time.RunToEnd, cancellation);
        await answer;
        return new Answered(sentAt, sentAt + takes.Ticks);
    }
}
