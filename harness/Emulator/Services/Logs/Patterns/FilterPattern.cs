namespace TaskTracker.Emulation.Services.Logs.Patterns;

/// <summary>What selects events by their messages: terms, conditions on columns, or conditions on members of JSON.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html</remarks>
/// <param name="hasExpressions">Whether it has regular expressions, of which a group takes few.</param>
internal abstract class FilterPattern(bool hasExpressions)
{
    /// <summary>What FilterLogEvents calls it.</summary>
    public const string OfEvents = "filter pattern";

    /// <summary>What the operations on metric filters call it.</summary>
    public const string OfMetrics = "metric filter pattern";

    public bool HasExpressions => hasExpressions;

    /// <summary>Whether values can be taken from the events that it matches.</summary>
    public virtual bool HasValues => false;

    /// <param name="what">What a refusal calls it.</param>
    /// <exception cref="Protocols.AwsError">InvalidParameterException: malformed.</exception>
    public static FilterPattern Parse(string text, string what)
    {
        var reader = new PatternReader(text, what);
        return reader.Next switch
        {
            '{' => JsonPattern.Read(reader),
            '[' => ColumnPattern.Read(reader),
            _ => TermPattern.Read(reader),
        };
    }

    public abstract bool Matches(LogLine line);

    /// <summary>The values that a test of the pattern shows, under the selectors by which they are taken; none but of columns.</summary>
    public virtual IEnumerable<KeyValuePair<string, string>> Values(LogLine line) => [];

    /// <summary>Whether this selects a value for this pattern: <c>$.name</c> of JSON, <c>$name</c> of columns.</summary>
    public virtual bool HasSelector(string selector) => false;

    /// <summary>The value under a selector in an event that matches; <c>null</c> for none.</summary>
    public virtual string? ValueOf(string selector, LogLine line) => null;
}
