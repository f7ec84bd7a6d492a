using TaskTracker.Load.Calls;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Engine;

/// <summary>The built-in engine.</summary>
internal sealed class Generator(WaitUntil wait, TimeProvider time) : ILoadEngine
{
    public string Name => "built-in";

    public async Task RunAsync(Step step, Recorder recorder, CancellationToken cancellation)
    {
        switch (step.Shape)
        {
            case LoadShape.Arrivals arrivals:
                await DispatchAsync(arrivals.Schedule(), step, recorder, cancellation).ConfigureAwait(false);
                break;
            case LoadShape.Burst burst:
                using (var calls = step.Calls().GetEnumerator())
                {
                    var next = Synchronized(calls);
                    await Task.WhenAll(Enumerable.Range(0, burst.Count).Select(_ => recorder.MakeAsync(next(), due: null, cancellation))).ConfigureAwait(false);
                }

                break;
            case LoadShape.Users users:
                using (var calls = step.Calls().GetEnumerator())
                {
                    var next = Synchronized(calls);
                    await Task.WhenAll(Enumerable.Range(0, users.Count).Select(n => UseAsync(users, n, next, recorder, cancellation))).ConfigureAwait(false);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    /// <summary>One thread of its own keeps the schedule; nothing that answers can hold it up.</summary>
    private async Task DispatchAsync(IEnumerable<TimeSpan> schedule, Step step, Recorder recorder, CancellationToken cancellation)
    {
        var underWay = await Task.Factory.StartNew(
            () => Dispatch(schedule, step, recorder, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        await Task.WhenAll(underWay).ConfigureAwait(false);
    }

    private List<Task> Dispatch(IEnumerable<TimeSpan> schedule, Step step, Recorder recorder, CancellationToken cancellation)
    {
        PreciseWait.GoFirst();
        var underWay = new List<Task>();
        using var calls = step.Calls().GetEnumerator();
        foreach (var at in schedule)
        {
            var due = recorder.StartedAt + (long)(at.TotalSeconds * time.TimestampFrequency);
            wait(due, cancellation);
            if (cancellation.IsCancellationRequested) break;
            calls.MoveNext();
            underWay.Add(recorder.MakeAsync(calls.Current, due, cancellation));
            if (underWay.Count % 4096 == 0) underWay.RemoveAll(t => t.IsCompletedSuccessfully);
        }

        return underWay;
    }

    private async Task UseAsync(LoadShape.Users users, int number, Func<TaskCall> next, Recorder recorder, CancellationToken cancellation)
    {
        var random = new Random(number);
        if (users.MeanThinkTime > TimeSpan.Zero) await ThinkAsync(users, random, cancellation).ConfigureAwait(false);
        while (time.GetElapsedTime(recorder.StartedAt) < users.Duration && !cancellation.IsCancellationRequested)
        {
            await recorder.MakeAsync(next(), due: null, cancellation).ConfigureAwait(false);
            if (users.MeanThinkTime > TimeSpan.Zero) await ThinkAsync(users, random, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ThinkAsync(LoadShape.Users users, Random random, CancellationToken cancellation)
    {
        var think = users.MeanThinkTime * -Math.Log(1 - random.NextDouble());
        var left = users.Duration;
        await Task.Delay(think < left ? think : left, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Func<TaskCall> Synchronized(IEnumerator<TaskCall> calls)
    {
        var gate = new Lock();
        return () =>
        {
            lock (gate)
            {
                calls.MoveNext();
                return calls.Current;
            }
        };
    }
}
