using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskTracker.Cli.Drift;

/// <summary>A difference that is known, and why it may be.</summary>
/// <param name="Request">As the request is named; <c>*</c> for all.</param>
/// <param name="Aspect">Such as <c>status</c>, <c>header content-type</c>, <c>body</c>; <c>*</c> for all.</param>
/// <param name="Between">What either side must be for it to hold: names of targets or of API flavours.</param>
internal sealed record AllowedDifference(string Request, string Aspect, IReadOnlyList<string> Between, string Reason)
{
    public bool Covers(DriftDifference difference) => (Request == "*" || Request == difference.Request) && (Aspect == "*" || Aspect == difference.Aspect)
        && Between.Count == 2 && (Fits(difference, Between[0], Between[1]) || Fits(difference, Between[1], Between[0]));

    private static bool Fits(DriftDifference difference, string first, string second) =>
        (first == difference.First.Target || first == difference.First.ApiFlavour) && (second == difference.Second.Target || second == difference.Second.ApiFlavour);
}

/// <summary>The file of differences that may be.</summary>
internal static class AllowedDrift
{
    /// <exception cref="Failure">It cannot be read, or an entry gives no reason.</exception>
    public static IReadOnlyList<AllowedDifference> Read(string path)
    {
        try
        {
            var entries = JsonSerializer.Deserialize(File.ReadAllText(path), DriftJson.Default.IReadOnlyListAllowedDifference) ?? [];
            return entries.FirstOrDefault(e => string.IsNullOrWhiteSpace(e.Reason)) is { } silent
                ? throw new Failure(ExitCode.Usage, $"{path} allows '{silent.Request}', {silent.Aspect}, without a reason.", "Say why it may differ.")
                : entries;
        }
        catch (Exception problem) when (problem is IOException or JsonException)
        {
            throw new Failure(ExitCode.Usage, $"{path} is no list of allowed differences: {problem.Message}");
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<AllowedDifference>))]
[JsonSerializable(typeof(IReadOnlyList<DriftDifference>))]
internal sealed partial class DriftJson : JsonSerializerContext;
