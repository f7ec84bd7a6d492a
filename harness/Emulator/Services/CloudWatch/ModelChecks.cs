using System.Globalization;

namespace TaskTracker.Emulation.Services.CloudWatch;

/// <summary>Gathers what a request says against the service model's constraints, and refuses it all at once in AWS's words.</summary>
/// <remarks>Form recorded as cloudwatch/test_cloudwatch: test_set_alarm_invalid_input.</remarks>
internal sealed class ModelChecks
{
    private readonly List<string> _problems = [];

    public ModelChecks Present(string member, object? value)
    {
        if (value is null) _problems.Add($"Value null at '{member}' failed to satisfy constraint: Member must not be null");
        return this;
    }

    public ModelChecks Length(string member, string? value, int least, int most)
    {
        if (value?.Length < least) Add(member, value, string.Create(CultureInfo.InvariantCulture, $"Member must have length greater than or equal to {least}"));
        if (value?.Length > most) Add(member, value, string.Create(CultureInfo.InvariantCulture, $"Member must have length less than or equal to {most}"));
        return this;
    }

    public ModelChecks Count(string member, IReadOnlyList<string> values, int most)
    {
        if (values.Count > most) Add(member, $"[{string.Join(", ", values)}]", string.Create(CultureInfo.InvariantCulture, $"Member must have length less than or equal to {most}"));
        return this;
    }

    public ModelChecks Range(string member, int? value, int least, int most = int.MaxValue)
    {
        var text = value?.ToString(CultureInfo.InvariantCulture) ?? "";
        if (value < least) Add(member, text, string.Create(CultureInfo.InvariantCulture, $"Member must have value greater than or equal to {least}"));
        if (value > most) Add(member, text, string.Create(CultureInfo.InvariantCulture, $"Member must have value less than or equal to {most}"));
        return this;
    }

    public ModelChecks OneOf(string member, string? value, params IReadOnlyList<string> values)
    {
        if (value is not null && !values.Contains(value)) Add(member, value, $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
        return this;
    }

    /// <exception cref="Protocols.AwsError">ValidationError, when there is something.</exception>
    public void Check()
    {
        if (_problems.Count > 0) throw CloudWatchErrors.Violated(_problems);
    }

    private void Add(string member, string value, string constraint) => _problems.Add($"Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");
}
