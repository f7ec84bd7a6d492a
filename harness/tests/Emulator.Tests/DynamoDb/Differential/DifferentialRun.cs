using System.Globalization;
using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Sends the same calls to two DynamoDBs, and makes every kind of difference as small as it can be.</summary>
public sealed class DifferentialRun(Peer ours, Peer theirs, OtherDynamoDb other)
{
    /// <summary>Calls one after another; then the tables are emptied.</summary>
    private const int StepsTogether = 100;

    /// <summary>Kinds of differences that are made small; more than that are not read by anybody.</summary>
    private const int Scripts = 400;

    private readonly Dictionary<string, int> _explained = other.Known.ToDictionary(k => k.Name, _ => 0);
    private readonly Dictionary<string, int> _kinds = [];
    private readonly List<(string Kind, string Script)> _scripts = [];
    private int _runs;

    /// <summary>How often each settled difference was seen.</summary>
    public IReadOnlyDictionary<string, int> Explained => _explained;

    public int Compared { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Kinds of differences that are not settled.</summary>
    public int Kinds => _kinds.Count;

    /// <returns>For each kind of difference that is not settled how often it was seen, and the shortest script that shows it.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(int seed, int operations)
    {
        await Task.WhenAll(ours.CreateTablesAsync(), theirs.CreateTablesAsync());
        for (var at = seed; Compared < operations; at++)
        {
            var generator = new Generator(at, other);
            var steps = Enumerable.Range(0, Math.Min(StepsTogether, operations - Compared)).Select(_ => generator.Next()).ToList();
            foreach (var difference in await DifferencesAsync(steps, counts: true)) await AddAsync(steps, difference, at);
        }

        return [.. _scripts.Select(s => $"# {_kinds[s.Kind]} times\n{s.Script}")];
    }

    private async Task AddAsync(List<Step> steps, Difference difference, int seed)
    {
        var seen = _kinds.GetValueOrDefault(difference.Kind);
        _kinds[difference.Kind] = seen + 1;
        if (seen > 0 || _scripts.Count >= Scripts) return;
        var least = await ShrinkAsync([.. steps.Take(difference.At + 1)], difference.Kind);
        if (await RestsOnARefusalAsync(least))
        {
            _kinds.Remove(difference.Kind);
            _explained[KnownDifference.DoneInRefusal.Name]++;
            return;
        }

        var last = (await DifferencesAsync(least)).FirstOrDefault(d => d.Kind == difference.Kind) ?? difference;
        var script = string.Create(CultureInfo.InvariantCulture, $"# seed {seed}\n{string.Join('\n', least)}\n{ours.Name}: {last.Ours}\n{theirs.Name}: {last.Theirs}\n");
        _scripts.Add((difference.Kind, script));
    }

    /// <summary>Leaves out the calls, and the members of calls, that the difference does not need.</summary>
    private async Task<List<Step>> ShrinkAsync(List<Step> steps, string kind)
    {
        if (await ShowsAsync([steps[^1]], kind)) steps = [steps[^1]];
        for (var i = steps.Count - 2; i >= 0; i--)
        {
            List<Step> fewer = [.. steps.Where((_, at) => at != i)];
            if (await ShowsAsync(fewer, kind)) steps = fewer;
        }

        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var member in MembersOf(steps[i]))
            {
                List<Step> lesser = [.. steps.Select((s, at) => at == i ? Without(s, member) : s)];
                if (await ShowsAsync(lesser, kind)) steps = lesser;
            }
        }

        return steps;
    }

    private static IReadOnlyList<string> MembersOf(Step step) => JsonNode.Parse(step.Body) is JsonObject body ? [.. body.Select(m => m.Key)] : [];

    private static Step Without(Step step, string member)
    {
        var body = JsonNode.Parse(step.Body)?.AsObject() ?? [];
        body.Remove(member);
        return step with { Body = body.ToJsonString() };
    }

    /// <summary>Whether the last answer there is another one when the calls that were refused there are not made.</summary>
    private async Task<bool> RestsOnARefusalAsync(List<Step> least)
    {
        if (!_explained.ContainsKey(KnownDifference.DoneInRefusal.Name)) return false;
        var all = await AnswersThereAsync(least);
        List<Step> accepted = [.. least.Where((_, at) => at == least.Count - 1 || all[at].Status == 200)];
        return accepted.Count < least.Count && (await AnswersThereAsync(accepted))[^1] != all[^1];
    }

    private async Task<List<Answer>> AnswersThereAsync(List<Step> steps)
    {
        await theirs.EmptyTablesAsync();
        var (run, answers) = (string.Create(CultureInfo.InvariantCulture, $"run-{_runs++}"), new List<Answer>());
        foreach (var step in steps) answers.Add(await theirs.SendAsync(step, run));
        return answers;
    }

    private async Task<bool> ShowsAsync(List<Step> steps, string kind) => (await DifferencesAsync(steps)).Any(d => d.Kind == kind && d.At == steps.Count - 1);

    private async Task<List<Difference>> DifferencesAsync(List<Step> steps, bool counts = false)
    {
        await Task.WhenAll(ours.EmptyTablesAsync(), theirs.EmptyTablesAsync());
        return await CompareAsync(steps, string.Create(CultureInfo.InvariantCulture, $"run-{_runs++}"), counts);
    }

    private async Task<List<Difference>> CompareAsync(List<Step> steps, string run, bool counts)
    {
        List<Difference> found = [];
        for (var i = 0; i < steps.Count; i++)
        {
            var answers = await Task.WhenAll(ours.SendAsync(steps[i], run), theirs.SendAsync(steps[i], run));
            var (our, their) = (answers[0], answers[1]);
            if (counts) Compared++;
            if (counts && our.Status != 200) Refused++;
            if (Comparison.AreSame(steps[i], our, their))
            {
                if (our.Status == 200 && MayDiffer(steps[i])) break;
                continue;
            }

            var settled = other.Known.FirstOrDefault(k => k.Explains(steps[i], our, their));
            if (settled is null) found.Add(new Difference(i, Comparison.KindOf(steps[i], our, their), our, their));
            else if (counts) _explained[settled.Name]++;

            // What one of them did and the other did not would be seen for ever after.
            var isRead = steps[i].Operation is "Query" or "Scan" || steps[i].Operation.Contains("Get", StringComparison.Ordinal);
            if (!isRead && (our.Status == 200 || their.Status == 200) && (our.Status != their.Status || settled is null || settled.Diverges)) break;
        }

        return found;
    }

    /// <summary>Whether the same answer hides that they did different things: a deletion of attributes makes an item in some.</summary>
    private static bool MayDiffer(Step step) =>
        step.Operation == "UpdateItem" && step.Body.Contains("\"AttributeUpdates\"", StringComparison.Ordinal) && step.Body.Contains("\"DELETE\"", StringComparison.Ordinal)
        && !step.Body.Contains("\"ALL_NEW\"", StringComparison.Ordinal);

    private sealed record Difference(int At, string Kind, Answer Ours, Answer Theirs);
}
