using System.Globalization;
using System.Text.Json;

namespace TaskTracker.Policies.Tests.Differential;

/// <summary>Our evaluator against one that others have written. Every difference is settled with a source in <c>known-differences.json</c>.</summary>
public sealed class DifferentialTests
{
    private const int Seed = 20261127;

    /// <summary>2,000, or as many as <c>IAM_PAIRS</c> says.</summary>
    private static int Count => int.Parse(Environment.GetEnvironmentVariable("IAM_PAIRS") ?? "2000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Both_evaluators_decide_alike_but_for_the_differences_that_are_known()
    {
        var generator = new PairGenerator(Seed);
        var pairs = Enumerable.Range(0, Count).Select(_ => generator.Next()).ToList();

        var (answers, missing) = await IndependentEvaluator.AskAsync(pairs, TestContext.Current.CancellationToken);
        Assert.SkipWhen(missing is not null, missing ?? "");

        Assert.Equal(pairs.Count, answers.Count);
        var known = KnownDifferences();
        var differences = pairs.Zip(answers).Where(p => p.First.Decide() != p.Second && !known.Any(k => k(p.First, p.Second))).ToList();
        if (Environment.GetEnvironmentVariable("IAM_DIFFERENCES") is { } report) await File.WriteAllLinesAsync(report, differences.Select(d => $"{d.Second} / {d.First}"), TestContext.Current.CancellationToken);
        Assert.True(differences.Count == 0, $"{differences.Count} of {pairs.Count} differ, such as\n{string.Join('\n', differences.Take(3).Select(d => $"theirs {d.Second}, ours {d.First}"))}");
    }

    /// <summary>A difference is known by what both say and by a text that the pair's policies hold.</summary>
    private static List<Func<Pair, string, bool>> KnownDifferences()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(IndependentEvaluator.Folder, "known-differences.json")));
        return [.. file.RootElement.EnumerateArray().Select(Known)];
    }

    private static Func<Pair, string, bool> Known(JsonElement known)
    {
        var (theirs, ours, holds) = (Texts(known, "theirs"), Texts(known, "ours"), Texts(known, "holds"));
        return (pair, answer) => theirs.Contains(answer) && ours.Contains(pair.Decide()) && holds.All(t => pair.ToJson().Contains(t, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Texts(JsonElement known, string name) => CaseFile.Texts(known.GetProperty(name));
}
