using System.Text.Json;

namespace TaskTracker.Emulation.Services.Logs.Patterns;

/// <summary>A pattern for events in JSON: <c>{ $.status >= 500 &amp;&amp; ($.user NOT EXISTS || $.retried IS TRUE) }</c>.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#matching-terms-events-json</remarks>
internal sealed class JsonPattern : FilterPattern
{
    private readonly Condition<Test> _condition;

    private JsonPattern(Condition<Test> condition, bool hasExpressions)
        : base(hasExpressions) => _condition = condition;

    public override bool HasValues => true;

    public static JsonPattern Read(PatternReader reader)
    {
        reader.Expect("{");
        var condition = Condition<Test>.Read(reader, ReadTest);
        reader.Expect("}");
        reader.ExpectEnd();
        return new JsonPattern(condition, reader.HasExpressions);
    }

    public override bool Matches(LogLine line) => line.Json is { } root && _condition.Holds(root, static (test, element) => test.Holds(test.Selector.Find(element)));

    public override bool HasSelector(string selector) => JsonSelector.Parse(selector) is not null;

    public override string? ValueOf(string selector, LogLine line) =>
        line.Json is not { } root ? null : JsonSelector.Parse(selector)?.Find(root) switch
        {
            { ValueKind: JsonValueKind.String } text => JsonText.Of(text),
            { ValueKind: not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null) } value => value.ToString(),
            _ => null,
        };

    private static Test ReadTest(PatternReader reader)
    {
        var selector = JsonSelector.Read(reader);
        if (reader.Takes("NOT"))
        {
            reader.Expect("EXISTS");
            return new Test.Missing(selector);
        }

        if (!reader.Takes("IS")) return new Test.Compared(selector, Comparison.Read(reader));
        return reader.Run(char.IsLetter) switch
        {
            "NULL" => new Test.OfKind(selector, JsonValueKind.Null),
            "TRUE" => new Test.OfKind(selector, JsonValueKind.True),
            "FALSE" => new Test.OfKind(selector, JsonValueKind.False),
            _ => throw reader.Fail("NULL, TRUE or FALSE is expected after IS"),
        };
    }

    private abstract record Test(JsonSelector Selector)
    {
        /// <param name="value"><c>null</c>: nothing stands there.</param>
        public abstract bool Holds(JsonElement? value);

        public sealed record Missing(JsonSelector Selector) : Test(Selector)
        {
            public override bool Holds(JsonElement? value) => value is null;
        }

        public sealed record OfKind(JsonSelector Selector, JsonValueKind Kind) : Test(Selector)
        {
            public override bool Holds(JsonElement? value) => value?.ValueKind == Kind;
        }

        /// <summary>Texts and numbers are compared; of anything else, and of nothing, neither <c>=</c> nor <c>!=</c> holds.</summary>
        public sealed record Compared(JsonSelector Selector, Comparison Comparison) : Test(Selector)
        {
            public override bool Holds(JsonElement? value) => value switch
            {
                { ValueKind: JsonValueKind.String } text => JsonText.Of(text) is { } read && Comparison.HoldsForText(read),
                { ValueKind: JsonValueKind.Number } number => Comparison.HoldsForNumber(number.GetDouble(), number.GetRawText()),
                { ValueKind: JsonValueKind.True or JsonValueKind.False } => Comparison is { Comparator: Comparator.Equal, Operand: Operand.Text { Value: "*" } },
                _ => false,
            };
        }
    }
}
