using TaskTracker.Deployment.Wire;
using TaskTracker.Load.Calls;
using TaskTracker.Load.Measuring;
using TaskTracker.Load.Results;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Engine;

/// <summary>What every step needs: the client with its tasks, the functions' environments, the request records, the engine.</summary>
internal sealed class Stage(TaskClient client, Environments environments, RequestRecords? records, ILoadEngine engine, TimeProvider time)
{
    private const int HandsAtOnce = 16;

    /// <summary>The tasks that stay, and those that the schedule will delete.</summary>
    public async Task StockAsync(Scenario scenario, CancellationToken cancellation)
    {
        client.Stock.Keep(await CreateAsync(scenario.Tasks, cancellation).ConfigureAwait(false));
        var doomed = scenario.Steps.Sum(s => s.Shape.Requests is { } requests
            ? requests * s.Mix.Where(m => m.Call == TaskCall.Delete).Sum(m => m.Weight) / s.Mix.Sum(m => m.Weight) - requests * s.Mix.Where(m => m.Call == TaskCall.Create).Sum(m => m.Weight) / s.Mix.Sum(m => m.Weight)
            : 0);
        foreach (var task in await CreateAsync(Math.Max(0, doomed), cancellation).ConfigureAwait(false)) client.Stock.AddSpare(task);
    }

    public async Task WarmUpAsync(Step step, TimeSpan duration, CancellationToken cancellation)
    {
        var users = step.Shape is LoadShape.Users { Count: var count } ? Math.Min(count, 50) : 8;
        var warmUp = step with { Shape = new LoadShape.Users(users, duration) };
        await engine.RunAsync(warmUp, new Recorder(client.CallAsync, time), cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        await RemoveSpareAsync(cancellation).ConfigureAwait(false);
    }

    /// <param name="tell">Called twice a second.</param>
    public async Task<StepResult> RunAsync(Step step, int repetition, Action<Recorder> tell, Measured measured, CancellationToken cancellation)
    {
        if (step.StartsCold) await environments.RetireAsync(cancellation).ConfigureAwait(false);
        if (records is not null) await records.BeginAsync(cancellation).ConfigureAwait(false);
        var (connections, bytes) = (client.Connections, client.Bytes);
        var recorder = new Recorder(client.CallAsync, time);
        using (var during = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            var aside = Task.WhenAll(TellAsync(recorder, tell, during.Token), records?.FollowAsync(time, during.Token) ?? Task.CompletedTask);
            await engine.RunAsync(step, recorder, cancellation).ConfigureAwait(false);
            await during.CancelAsync().ConfigureAwait(false);
            await aside.ConfigureAwait(false);
        }

        var elapsed = time.GetElapsedTime(recorder.StartedAt);
        if (records is not null) await records.EndAsync(CancellationToken.None).ConfigureAwait(false);
        return measured.Of(step, repetition, recorder, elapsed, client.Connections - connections, client.Bytes - bytes);
    }

    /// <summary>Those that came into the table since.</summary>
    public async Task RemoveSpareAsync(CancellationToken cancellation)
    {
        List<KnownTask> spare = [];
        while (client.Stock.TakeSpare() is { } task) spare.Add(task);
        await RemoveAsync(spare, cancellation).ConfigureAwait(false);
    }

    /// <summary>Everything as it was before.</summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        await RemoveAsync(client.Stock.TakeAll(), cancellation).ConfigureAwait(false);
        try
        {
            await environments.RestoreAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is TargetUnreachable or AwsRefusal)
        {
            // As above: what has gone needs no description.
        }
    }

    private async Task<IReadOnlyList<KnownTask>> CreateAsync(int count, CancellationToken cancellation)
    {
        var tasks = new KnownTask[count];
        try
        {
            await Parallel.ForAsync(0, count, AtOnce(cancellation), async (i, token) => tasks[i] = await client.CreateAsync(token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (HttpRequestException problem)
        {
            throw new LoadProblem($"The API makes no tasks: POST /tasks: {problem.Message}.", "See 'tasktracker logs CreateTask'.");
        }

        return tasks;
    }

    private async Task RemoveAsync(IEnumerable<KnownTask> tasks, CancellationToken cancellation)
    {
        try
        {
            await Parallel.ForEachAsync(tasks, AtOnce(cancellation), async (task, token) => await client.RemoveAsync(task, token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            // The target has gone, and its tasks with it, or they stay: the run has been measured all the same.
        }
    }

    private static ParallelOptions AtOnce(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = HandsAtOnce, CancellationToken = cancellation };

    private async Task TellAsync(Recorder recorder, Action<Recorder> tell, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5), time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellation.IsCancellationRequested) tell(recorder);
        }
    }
}
