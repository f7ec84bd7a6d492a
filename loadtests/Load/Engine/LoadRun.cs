using TaskTracker.Deployment.Wire;
using TaskTracker.Load.Calls;
using TaskTracker.Load.Costs;
using TaskTracker.Load.Measuring;
using TaskTracker.Load.Results;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Engine;

/// <summary>One run of a scenario against a target: prepare, warm up, measure step by step, clean up.</summary>
public sealed class LoadRun(LoadTarget target, ILoadEngine engine, TimeProvider time, LoadNews news)
{
    /// <summary>API Gateway gives up after 30 seconds; somewhat more is waited here.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(35);

    public static ILoadEngine BuiltIn => new Generator(PreciseWait.Until, TimeProvider.System);

    /// <summary>Cancelled while it measures, it returns what there is, marked as incomplete.</summary>
    /// <exception cref="TargetUnreachable">Nobody answers.</exception>
    /// <exception cref="LoadProblem">Somebody answers, but not this product.</exception>
    public async Task<RunResult> RunAsync(Scenario scenario, CancellationToken cancellation)
    {
        using var control = new HttpClient();
        using var aws = new AwsApi(target.Connection, time);
        var hasHealth = await RequestRecords.AreKeptAsync(control, target.Connection.Endpoint, cancellation).ConfigureAwait(false);
        using var client = new TaskClient(target.Api, hasHealth ? new Uri(target.Connection.Endpoint, "/_tasktracker/health") : null, Timeout, time);
        var parts = new Parts();
        var stage = new Stage(client, new Environments(aws, target.Record), hasHealth ? new RequestRecords(control, target.Connection.Endpoint, parts) : null, engine, time);
        await ReachAsync(control, cancellation).ConfigureAwait(false);
        if (!hasHealth) scenario = scenario with { Steps = [.. scenario.Steps.Where(s => s.Mix.All(m => m.Call != TaskCall.Health))] };

        var measured = new Measured(time);
        try
        {
            await PrepareAsync(scenario, stage, cancellation).ConfigureAwait(false);
            measured.Begin();
            await MeasureAsync(scenario, stage, measured, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            measured.Incomplete = "interrupted before anything was measured";
        }

        measured.End();
        if (cancellation.IsCancellationRequested) measured.Incomplete ??= "interrupted";
        news.Doing("taking the tasks of the run out of the table");
        await stage.LeaveAsync(CancellationToken.None).ConfigureAwait(false);
        var (found, capacity) = await LookBehindAsync(aws, hasHealth ? parts : null, measured).ConfigureAwait(false);
        return measured.Result(scenario, engine.Name, target.Record, hasHealth, found.Results(), capacity);
    }

    /// <summary>What the target itself knows of the run; nothing of it when it has gone.</summary>
    private async Task<(Parts Parts, CapacityFacts? Capacity)> LookBehindAsync(AwsApi aws, Parts? known, Measured measured)
    {
        try
        {
            var parts = known ?? await ReportLines.ReadAsync(aws, target.Record, measured.StartedAt, CancellationToken.None).ConfigureAwait(false);
            var reader = new CapacityReader(aws, target.Record, time);
            return (parts, await reader.ReadAsync(measured.Steps, parts.Results(), measured.StartedAt, CancellationToken.None).ConfigureAwait(false));
        }
        catch (Exception problem) when (problem is TargetUnreachable or AwsRefusal)
        {
            return (known ?? new Parts(), null);
        }
    }

    private async Task ReachAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(target.Record.ApiUrl.TrimEnd('/') + "/tasks?limit=1"), cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode) return;
            throw new LoadProblem(
                $"{target.Record.ApiUrl}/tasks answers {(int)answer.StatusCode} {answer.ReasonPhrase}, not a list of tasks.",
                "Deploy again, or look with 'tasktracker status' and 'tasktracker logs GetTasks'.");
        }
        catch (TaskCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw new TargetUnreachable(target.Api, "no answer in time", problem);
        }
        catch (HttpRequestException problem)
        {
            throw new TargetUnreachable(target.Api, problem.InnerException?.Message ?? problem.Message, problem);
        }
    }

    private async Task PrepareAsync(Scenario scenario, Stage stage, CancellationToken cancellation)
    {
        news.Doing($"{scenario.Name}: putting {scenario.Tasks} tasks into the table");
        await stage.StockAsync(scenario, cancellation).ConfigureAwait(false);
        if (scenario.WarmUp == TimeSpan.Zero) return;
        foreach (var step in scenario.Steps)
        {
            news.Doing($"{scenario.Name}: warming up {step.Name}");
            await stage.WarmUpAsync(step, scenario.WarmUp, cancellation).ConfigureAwait(false);
        }
    }

    private async Task MeasureAsync(Scenario scenario, Stage stage, Measured measured, CancellationToken cancellation)
    {
        for (var repetition = 1; repetition <= scenario.Repetitions; repetition++)
        {
            foreach (var step in scenario.Steps)
            {
                var title = $"{scenario.Name}: {step.Name}{(scenario.Repetitions > 1 ? $", {repetition} of {scenario.Repetitions}" : "")}";
                news.Doing(title);
                var result = await stage.RunAsync(step, repetition, new StepNews(title, news, time).Tell, measured, cancellation).ConfigureAwait(false);
                measured.Add(result);
                if (scenario.Repetitions == 1) news.Passed($"{title}: {StepNews.Of(result)}");
                if (cancellation.IsCancellationRequested) return;
            }

            if (scenario.Repetitions > 1) news.Passed($"{scenario.Name}: {StepNews.Of(measured.Steps, repetition, scenario.Repetitions)}");

            // Each repetition finds the table as the first one did.
            if (repetition < scenario.Repetitions) await stage.RemoveSpareAsync(cancellation).ConfigureAwait(false);
        }
    }
}
