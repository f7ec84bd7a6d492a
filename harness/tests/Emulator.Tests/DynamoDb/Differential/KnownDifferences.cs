using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>A difference between two DynamoDBs that is settled.</summary>
/// <param name="Right">Whose answer is AWS's.</param>
/// <param name="Why">How we know.</param>
public sealed record KnownDifference(string Name, string Right, string Why, Func<Step, Answer, Answer, bool> Explains)
{
    /// <summary>Whether both accept the call and leave other items behind.</summary>
    public bool Diverges { get; init; }

    /// <summary>Both refuse in words of their own.</summary>
    public static KnownDifference Words(string name, string why, string ours, string theirs, string right = "embedded") =>
        new(name, right, why, (_, our, their) => our.Status == their.Status && Says(our, ours) && Says(their, theirs));

    /// <summary>Whether the refusal's name and message, a blank between, hold the pattern.</summary>
    public static bool Says(Answer answer, string pattern) =>
        answer.Status != 200 && Regex.IsMatch($"{Comparison.TypeOf(answer)} {Comparison.MessageOf(answer)}", pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>A key to go on after may lie in a segment here and outside of it there.</summary>
    public static KnownDifference Segments { get; } = new("in which segment a key is", "both", "each divides the keys by a hash of its own",
        (step, ours, theirs) => step.Operation == "Scan" && step.Body.Contains("\"Segment\"", StringComparison.Ordinal) && (OutsideOfSegment(ours) || OutsideOfSegment(theirs)));

    /// <summary>Found by <see cref="DifferentialRun"/>, since it is a later answer that shows it.</summary>
    public static KnownDifference DoneInRefusal { get; } = new("what it refused, it has done", "embedded", "a call that cannot be read has no effect", (_, _, _) => false);

    /// <summary>Whether two answers are the same but for one member.</summary>
    public static bool SameWithout(string member, Step step, Answer ours, Answer theirs) =>
        ours.Status == 200 && theirs.Status == 200 && Comparison.AreSame(step, Without(member, ours), Without(member, theirs));

    private static bool OutsideOfSegment(Answer answer) => Says(answer, "ExclusiveStartKey with correct Segment|must lie within the segment");

    /// <summary>The answer without one member.</summary>
    public static Answer Without(string member, Answer answer)
    {
        if (answer.Status != 200) return answer;
        var body = JsonNode.Parse(answer.Body)?.AsObject() ?? [];
        body.Remove(member);
        return answer with { Body = body.ToJsonString() };
    }
}
