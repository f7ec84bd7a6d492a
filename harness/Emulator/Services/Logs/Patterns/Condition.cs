namespace TaskTracker.Emulation.Services.Logs.Patterns;

/// <summary>Tests joined by <c>&amp;&amp;</c>, <c>||</c> and parentheses.</summary>
internal abstract record Condition<TTest>
{
    public sealed record One(TTest Test) : Condition<TTest>;

    public sealed record All(IReadOnlyList<Condition<TTest>> Parts) : Condition<TTest>;

    public sealed record Any(IReadOnlyList<Condition<TTest>> Parts) : Condition<TTest>;

    /// <exception cref="Protocols.AwsError">InvalidParameterException: malformed.</exception>
    public static Condition<TTest> Read(PatternReader reader, Func<PatternReader, TTest> readTest)
    {
        var parts = new List<Condition<TTest>> { ReadAll(reader, readTest) };
        while (reader.Takes("||")) parts.Add(ReadAll(reader, readTest));
        return parts.Count == 1 ? parts[0] : new Any(parts);
    }

    public bool Holds<TSubject>(TSubject subject, Func<TTest, TSubject, bool> holds) => this switch
    {
        One one => holds(one.Test, subject),
        All all => all.Parts.All(p => p.Holds(subject, holds)),
        Any any => any.Parts.Any(p => p.Holds(subject, holds)),
        _ => throw new InvalidOperationException($"There is no condition {GetType().Name}."),
    };

    private static Condition<TTest> ReadAll(PatternReader reader, Func<PatternReader, TTest> readTest)
    {
        var parts = new List<Condition<TTest>> { ReadOne(reader, readTest) };
        while (reader.Takes("&&")) parts.Add(ReadOne(reader, readTest));
        return parts.Count == 1 ? parts[0] : new All(parts);
    }

    private static Condition<TTest> ReadOne(PatternReader reader, Func<PatternReader, TTest> readTest)
    {
        if (!reader.Takes("(")) return new One(readTest(reader));
        var inner = Read(reader, readTest);
        reader.Expect(")");
        return inner;
    }
}
