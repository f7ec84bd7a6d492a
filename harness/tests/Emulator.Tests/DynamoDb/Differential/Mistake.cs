using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>A mistake that a call may hold, and how each side words it when it is told.</summary>
/// <param name="Ours">What the refusal's message here holds.</param>
/// <param name="Theirs">What the message there holds.</param>
/// <param name="In">What a call holds that may have the mistake: its operation, a blank, its body.</param>
/// <param name="Why">How we know that the words here are AWS's.</param>
internal sealed record Mistake(string Name, string Ours, string Theirs, string In, string Why)
{
    /// <summary>Both tell it, each in words of its own.</summary>
    public KnownDifference Words { get; } = new($"other words: {Name}", "embedded", Why, (step, ours, theirs) =>
        Match($"{step.Operation} {step.Body}", In) && KnownDifference.Says(ours, Invalid(Ours)) && KnownDifference.Says(theirs, Invalid(Theirs)));

    /// <summary>A call with two mistakes of these, of which each side tells another.</summary>
    public static KnownDifference Order(string right, string why, IReadOnlyList<Mistake> all) => new("a call with several mistakes: which of them is told", right, why, (step, ours, theirs) =>
    {
        var call = $"{step.Operation} {step.Body}";
        var told = all.Where(m => Match(call, m.In) && KnownDifference.Says(ours, Invalid(m.Ours))).ToList();
        return told.Count > 0 && all.Any(m => !told.Contains(m) && Match(call, m.In) && KnownDifference.Says(theirs, Invalid(m.Theirs)));
    });

    private static string Invalid(string pattern) => $"^(?=ValidationException ).*({pattern})";

    private static bool Match(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
