using TaskTracker.Load.Calls;

namespace TaskTracker.Load.Scenarios;

/// <summary>Every scenario there is.</summary>
public static class ScenarioBook
{
    private static readonly IReadOnlyList<Share> Day =
    [
        new(TaskCall.Page, 40), new(TaskCall.Get, 25), new(TaskCall.Create, 15), new(TaskCall.Update, 14), new(TaskCall.Delete, 5), new(TaskCall.List, 1),
    ];

    /// <summary>What the gate runs: each endpoint beside the emulator's empty answer, in many short turns, so that some of them find the machine undisturbed.</summary>
    public static readonly Scenario Smoke = new("smoke", "Is every endpoint within its budgets, and no slower than it was?",
        [.. Endpoints.Prepend(TaskCall.Health).Select(c => Step.Of(c, Pair(0.5)))], Repetitions: 9, Tasks: 20)
    { WarmUp = TimeSpan.FromSeconds(1.5) };

    public static readonly IReadOnlyList<Scenario> All =
    [
        Smoke,
        .. Endpoints.Select(c => new Scenario(c.Slug, $"How long does {c.Name} take?", [Step.Of(TaskCall.Health, Pair(2)), Step.Of(c, Pair(5))], Repetitions: 5)),
        new("mixed-day", "A working day: 50 people who read more than they write, think in between, and leave a longer list behind.",
            [new Step("day", new LoadShape.Users(50, Seconds(60), MeanThinkTime: Seconds(0.5)), Day)]),
        new("users-100", "Do 100 users at once, none of whom pauses, get every answer within 342 ms?",
            [new Step("users", new LoadShape.Users(100, Seconds(30)), Day)]) { WarmUp = Seconds(8) },
        new("rate-10000", "Are 10,000 requests per minute answered as they come?",
            [new Step("rate", new LoadShape.Arrivals([new Stretch(10_000 / 60.0, Seconds(60))]), Day)]),
        new("burst-1000", "Are 1,000 requests at one moment all answered, each once and rightly?",
            [Step.Of(TaskCall.Create, new LoadShape.Burst(1_000), startsCold: true)]) { WarmUp = TimeSpan.Zero },
        new("cold-storm", "What do 50 requests at one moment wait for when nothing is warm?",
            [Step.Of(TaskCall.Get, new LoadShape.Burst(50), startsCold: true)], Repetitions: 5) { WarmUp = TimeSpan.Zero },
        new("spike", "What happens when ten times as many come, and afterwards?",
            [new Step("spike", new LoadShape.Arrivals([new Stretch(20, Seconds(15)), new Stretch(200, Seconds(10)), new Stretch(20, Seconds(15))], IsRandom: true), Day)]),
        new("soak", "Does it stay as it is for hours?",
            [new Step("soak", new LoadShape.Arrivals([new Stretch(100, TimeSpan.FromHours(1))], IsRandom: true), Day)]),
    ];

    private static IEnumerable<TaskCall> Endpoints => [TaskCall.List, TaskCall.Create, TaskCall.Get, TaskCall.Update, TaskCall.Delete];

    public static Scenario? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    private static LoadShape.Users Pair(double seconds) => new(2, Seconds(seconds));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
