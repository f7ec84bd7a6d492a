using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Load.Calls;
using TaskTracker.Load.Results;
using TaskTracker.Load.Scenarios;

namespace TaskTracker.Load.Budgets;

/// <summary><c>loadtests/budgets.json</c>: by the names of deployment targets, what has to be kept there.</summary>
internal sealed record BudgetFile(int Schema, IReadOnlyDictionary<string, TargetBudget> Targets)
{
    private const int CurrentSchema = 1;

    /// <exception cref="UnreadableFile">There is none, it is malformed, or it names what does not exist.</exception>
    public static BudgetFile Read(string path)
    {
        if (!File.Exists(path)) throw new UnreadableFile($"There is no file {path}.");
        try
        {
            var budgets = JsonSerializer.Deserialize(File.ReadAllBytes(path), BudgetJson.Default.BudgetFile) ?? throw new UnreadableFile($"{path} is null.");
            return budgets.Faults().FirstOrDefault() is { } fault ? throw new UnreadableFile($"{path}: {fault}") : budgets;
        }
        catch (JsonException problem)
        {
            throw new UnreadableFile($"{path}: {problem.Message}");
        }
    }

    private IEnumerable<string> Faults()
    {
        if (Schema != CurrentSchema) yield return $"schema {Schema} is unknown; this version reads {CurrentSchema}.";
        foreach (var (target, budget) in Targets)
        {
            foreach (var call in budget.Calls.Keys.Concat(budget.TimesHealth?.Calls.Keys ?? []).Where(c => TaskCall.Find(c) is null))
            {
                yield return $"{target} has a budget for '{call}', which is no call. There are {string.Join(", ", TaskCall.Product.Select(c => c.Name))}.";
            }

            foreach (var scenario in budget.Scenarios.Keys.Where(s => ScenarioBook.Find(s) is null))
            {
                yield return $"{target} has a budget for the scenario '{scenario}', which does not exist. There are {string.Join(", ", ScenarioBook.All.Select(s => s.Name))}.";
            }
        }
    }
}

/// <param name="ErrorShare">Failed calls of all calls, at most; above it the run has failed, whatever its latencies.</param>
/// <param name="ConnectionsPerRequest">At most; more means that connections are not kept.</param>
/// <param name="TimesHealth">What must not get worse; only where the target has an empty answer to compare with.</param>
internal sealed record TargetBudget(
    double ErrorShare, IReadOnlyDictionary<string, CallBudget> Calls, IReadOnlyDictionary<string, ScenarioBudget> Scenarios, double? ConnectionsPerRequest = null,
    RegressionBudget? TimesHealth = null);

internal sealed record CallBudget(double P50Ms, double P99Ms);

/// <param name="Rate">Answers per second, at least.</param>
/// <param name="Concurrency">Requests under way at one moment, at least.</param>
internal sealed record ScenarioBudget(double? P99Ms = null, double? Rate = null, double? Concurrency = null);

/// <summary>Ratios to the empty answer in the same run; <see cref="Ratios"/> says of which turns.</summary>
internal sealed record RegressionBudget(IReadOnlyDictionary<string, RatioBudget> Calls);

/// <param name="P50">Times that of the empty answer, at most.</param>
/// <param name="P99">Times that of the empty answer, at most.</param>
/// <param name="Rate">Share of that of the empty answer, at least.</param>
internal sealed record RatioBudget(double P50, double P99, double Rate);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(BudgetFile))]
internal sealed partial class BudgetJson : JsonSerializerContext;
