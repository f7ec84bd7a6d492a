using System.Globalization;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>Sends the same calls to two DynamoDBs, and makes the first difference as small as it can be.</summary>
/// <param name="known">Differences that are settled.</param>
public sealed class DifferentialRun(Peer ours, Peer theirs, IReadOnlyList<KnownDifference> known)
{
    /// <summary>Calls on the same tables; then there are new ones.</summary>
    private const int StepsOnTables = 50;

    private readonly Dictionary<string, int> _explained = known.ToDictionary(k => k.Name, _ => 0);
    private int _runs;

    /// <summary>How often each settled difference was seen.</summary>
    public IReadOnlyDictionary<string, int> Explained => _explained;

    public int Refused { get; private set; }

    /// <returns>The script that shows the first difference; <c>null</c> when there is none.</returns>
    public async Task<string?> FindAsync(int seed, int operations)
    {
        for (var at = 0; at < operations; at += StepsOnTables)
        {
            var generator = new Generator(seed + at);
            var steps = Enumerable.Range(0, Math.Min(StepsOnTables, operations - at)).Select(_ => generator.Next()).ToList();
            if (await DifferenceAsync(steps, counts: true) is not { } difference) continue;
            return await ShrinkAsync([.. steps.Take(difference.At + 1)], $"seed {seed + at}");
        }

        return null;
    }

    /// <summary>Leaves out what the difference does not need.</summary>
    private async Task<string> ShrinkAsync(List<Step> steps, string title)
    {
        var (ourAnswer, theirAnswer) = (new Answer(0, ""), new Answer(0, ""));
        for (var i = steps.Count - 2; i >= 0; i--)
        {
            List<Step> fewer = [.. steps.Where((_, at) => at != i)];
            if (await DifferenceAsync(fewer) is { } still && still.At == fewer.Count - 1) steps = fewer;
        }

        if (await DifferenceAsync(steps) is { } last) (ourAnswer, theirAnswer) = (last.Ours, last.Theirs);
        return $"# {title}\n{string.Join('\n', steps)}\n{ours.Name}: {ourAnswer}\n{theirs.Name}: {theirAnswer}\n";
    }

    private async Task<(int At, Answer Ours, Answer Theirs)?> DifferenceAsync(List<Step> steps, bool counts = false)
    {
        var run = string.Create(CultureInfo.InvariantCulture, $"d{Environment.ProcessId}-{_runs++}");
        foreach (var table in Generator.Tables())
        {
            await ours.SendAsync(table, run);
            await theirs.SendAsync(table, run);
        }

        try
        {
            for (var i = 0; i < steps.Count; i++)
            {
                var (our, their) = (await ours.SendAsync(steps[i], run), await theirs.SendAsync(steps[i], run));
                if (counts && our.Status != 200) Refused++;
                if (Comparison.AreSame(steps[i], our, their)) continue;
                if (known.FirstOrDefault(k => k.Explains(steps[i], our, their)) is not { } settled) return (i, our, their);
                if (counts) _explained[settled.Name]++;

                // What one of them did and the other did not would be seen for ever after.
                if (our.Status != their.Status) return null;
            }

            return null;
        }
        finally
        {
            foreach (var table in Step.Tables)
            {
                await ours.SendAsync(new Step("DeleteTable", $$"""{"TableName":"{{table}}"}"""), run);
                await theirs.SendAsync(new Step("DeleteTable", $$"""{"TableName":"{{table}}"}"""), run);
            }
        }
    }
}
