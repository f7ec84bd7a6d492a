using TaskTracker.Load.Calls;

namespace TaskTracker.Load.Scenarios;

/// <summary>A share of a mix.</summary>
public sealed record Share(TaskCall Call, int Weight);

/// <summary>One load, measured by itself.</summary>
/// <param name="StartsCold">Every environment of the functions is retired before.</param>
public sealed record Step(string Name, LoadShape Shape, IReadOnlyList<Share> Mix, bool StartsCold = false)
{
    public static Step Of(TaskCall call, LoadShape shape, bool startsCold = false) => new(call.Slug, shape, [new Share(call, 1)], startsCold);

    /// <summary>The calls of the mix in the order in which they are made: each as often as its weight says, spread evenly, the same each time.</summary>
    public IEnumerable<TaskCall> Calls()
    {
        var owed = new int[Mix.Count];
        var total = Mix.Sum(s => s.Weight);
        while (true)
        {
            for (var i = 0; i < owed.Length; i++) owed[i] += Mix[i].Weight;
            var next = Array.IndexOf(owed, owed.Max());
            owed[next] -= total;
            yield return Mix[next].Call;
        }
    }
}

/// <summary>What is to be found out, and the load that finds it out; knows neither engine nor target.</summary>
/// <param name="Steps">Run one after the other, all of them again in each repetition: what disturbs the machine for a while disturbs all alike.</param>
/// <param name="Tasks">That are in the table throughout.</param>
public sealed record Scenario(string Name, string Question, IReadOnlyList<Step> Steps, int Repetitions = 1, int Tasks = 100)
{
    /// <summary>Before anything is measured: connections opened, functions started, code compiled. Zero for what is about cold starts.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(3);

    public Scenario Lasting(TimeSpan perStep) => this with { Steps = [.. Steps.Select(s => s with { Shape = s.Shape.Lasting(perStep) })] };
}
