using System.Globalization;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>Gathers what a request says against the service model's constraints, and refuses it all at once in AWS's words.</summary>
internal sealed class LogsConstraints
{
    private const int MaxArn = 1011;
    private const int MaxTags = 50;
    private const int MaxTagKey = 128;
    private const int MaxTagValue = 256;
    private const string TagKeyConstraint = "Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, "
        + @"Member must satisfy regular expression pattern: ^([\p{L}\p{Z}\p{N}_.:/=+\-@]+)$]";

    private readonly List<string> _problems = [];

    public LogsConstraints Group(string? name, string member = "logGroupName") =>
        Present(member, name).Length(member, name, 1, LogsNames.MaxLength).Pattern(member, name, LogsNames.GroupPattern(), LogsNames.GroupPatternText);

    public LogsConstraints Stream(string? name) => Named("logStreamName", name);

    /// <summary>The name of a stream or a filter.</summary>
    public LogsConstraints Named(string member, string? name) =>
        Present(member, name).Length(member, name, 1, LogsNames.MaxLength).Pattern(member, name, LogsNames.StreamPattern(), "[^:*]*");

    public LogsConstraints Limit(int? limit, int most) => Range("limit", limit, 1, most);

    public LogsConstraints Token(string? token) => Length("nextToken", token, 1, int.MaxValue);

    public LogsConstraints Times(long? start, long? end) => Range("startTime", start, 0, long.MaxValue).Range("endTime", end, 0, long.MaxValue);

    /// <summary>The ARN of what has tags.</summary>
    public LogsConstraints Resource(string? arn) => Present("resourceArn", arn).Length("resourceArn", arn, 1, MaxArn).Pattern("resourceArn", arn, LogsNames.ArnPattern(), @"[\w+=/:,.@-]*");

    public LogsConstraints Tags(IReadOnlyDictionary<string, string>? tags)
    {
        Count("tags", tags, 1, MaxTags, tags is null ? null : $"{{{string.Join(", ", tags.Select(t => $"{t.Key}={t.Value}"))}}}");
        foreach (var (key, value) in tags ?? new Dictionary<string, string>())
        {
            if (key.Length is 0 or > MaxTagKey || !LogsNames.TagPattern().IsMatch(key)) Add("tags", key, TagKeyConstraint);
            Length("tags", value, 0, MaxTagValue);
        }

        return this;
    }

    public LogsConstraints Present(string member, object? value)
    {
        if (value is null) _problems.Add($"Value null at '{member}' failed to satisfy constraint: Member must not be null");
        return this;
    }

    public LogsConstraints Length(string member, string? value, int least, int most)
    {
        if (value?.Length < least) Add(member, value, $"Member must have length greater than or equal to {least}");
        if (value?.Length > most) Add(member, value, $"Member must have length less than or equal to {most}");
        return this;
    }

    /// <param name="text">The pattern as the service model has it.</param>
    public LogsConstraints Pattern(string member, string? value, Regex pattern, string text)
    {
        if (value is not null && !pattern.IsMatch(value)) Add(member, value, $"Member must satisfy regular expression pattern: {text}");
        return this;
    }

    public LogsConstraints Range(string member, long? value, long least, long most)
    {
        var text = value?.ToString(CultureInfo.InvariantCulture) ?? "";
        if (value < least) Add(member, text, $"Member must have value greater than or equal to {least}");
        if (value > most) Add(member, text, $"Member must have value less than or equal to {most}");
        return this;
    }

    public LogsConstraints OneOf(string member, string? value, IReadOnlyList<string> values)
    {
        if (value is not null && !values.Contains(value)) Add(member, value, $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
        return this;
    }

    /// <param name="shown">How the list stands in the refusal.</param>
    public LogsConstraints Count<T>(string member, IReadOnlyCollection<T>? values, int least, int most, string? shown = null)
    {
        if (values?.Count < least) Add(member, "[]", $"Member must have length greater than or equal to {least}");
        if (values?.Count > most) Add(member, shown ?? $"[{string.Join(", ", values)}]", $"Member must have length less than or equal to {most}");
        return this;
    }

    /// <exception cref="AwsError">InvalidParameterException, when there is something.</exception>
    public void Check()
    {
        if (_problems.Count > 0) throw LogsErrors.Validation(_problems);
    }

    private void Add(string member, string value, string constraint) => _problems.Add($"Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");
}
