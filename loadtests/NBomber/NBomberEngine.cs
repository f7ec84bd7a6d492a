using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;
using TaskTracker.Load.Calls;
using TaskTracker.Load.Engine;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.NBomber;

/// <summary>NBomber makes the requests; scenarios, checks, budgets and report are the same as with the built-in engine. NBomber's own reports are kept beside.</summary>
/// <remarks>Latency counts from the moment at which NBomber starts a request: its schedule is not known here, so that no lag is reported.
/// In scenarios with think time NBomber's own durations hold the thinking, too.</remarks>
internal sealed class NBomberEngine(string reports, TimeProvider time) : ILoadEngine
{
    private int _runs;

    public string Name => "NBomber 4.1.2";

    public Task RunAsync(Step step, Recorder recorder, CancellationToken cancellation)
    {
        var calls = step.Calls().GetEnumerator();
        var gate = new Lock();
        TaskCall Next()
        {
            lock (gate)
            {
                calls.MoveNext();
                return calls.Current;
            }
        }

        var think = step.Shape is LoadShape.Users users ? users.MeanThinkTime : TimeSpan.Zero;
        var scenario = Scenario.Create(step.Name, async context =>
        {
            var problem = await recorder.MakeAsync(Next(), due: null, cancellation).ConfigureAwait(false);
            if (think > TimeSpan.Zero) await Task.Delay(think * -Math.Log(1 - Random.Shared.NextDouble()), time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return problem is null ? Response.Ok() : Response.Fail(statusCode: problem, message: problem);
        }).WithoutWarmUp().WithLoadSimulations(Simulations(step.Shape));

        var folder = Path.Combine(reports, $"{++_runs:000}-{step.Name}");
        return Task.Factory.StartNew(
            () => NBomberRunner.RegisterScenarios(scenario).WithReportFolder(folder).WithReportFormats(ReportFormat.Html, ReportFormat.Md, ReportFormat.Csv).Run(),
            cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static LoadSimulation[] Simulations(LoadShape shape) => shape switch
    {
        LoadShape.Users users => [Simulation.KeepConstant(users.Count, users.Duration)],
        LoadShape.Burst burst => [Simulation.Inject(burst.Count, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1))],
        LoadShape.Arrivals arrivals => [.. arrivals.Stretches.Select(s => Inject(s, arrivals.IsRandom))],
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    /// <summary>NBomber takes whole requests per interval: the shortest interval in which the rate is whole.</summary>
    private static LoadSimulation Inject(Stretch stretch, bool isRandom)
    {
        var seconds = Enumerable.Range(1, 60).First(n => n == 60 || Math.Abs(stretch.PerSecond * n - Math.Round(stretch.PerSecond * n)) < 0.001);
        var rate = (int)Math.Round(stretch.PerSecond * seconds);
        return isRandom
            ? Simulation.InjectRandom(rate / 2, rate + rate / 2, TimeSpan.FromSeconds(seconds), stretch.Duration)
            : Simulation.Inject(rate, TimeSpan.FromSeconds(seconds), stretch.Duration);
    }
}
