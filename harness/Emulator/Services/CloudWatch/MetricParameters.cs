using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch;

/// <summary>What several operations read alike.</summary>
internal static class MetricParameters
{
    private const int MaxDimensions = 30;
    private const int MaxNameLength = 255;
    private const int MaxValueLength = 1024;

    private static readonly HashSet<string> Units = new(StringComparer.Ordinal)
    {
        "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits", "Kilobits", "Megabits", "Gigabits",
        "Terabits", "Percent", "Count", "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second", "Bits/Second",
        "Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second", "Count/Second", "None",
    };

    public static string Namespace(this Fields fields)
    {
        var value = fields.Name("Namespace");
        return value[0] != ':' ? value : throw CloudWatchErrors.Invalid($"The value {value} for parameter {fields.Place}Namespace is invalid.");
    }

    /// <exception cref="Protocols.AwsError">MissingParameter; InvalidParameterValue when it is too long.</exception>
    public static string Name(this Fields fields, string name) => CheckLength(fields.RequiredText(name), fields.Place + name, MaxNameLength);

    public static IReadOnlyList<Dimension> Dimensions(this Fields fields)
    {
        var dimensions = fields.Structures("Dimensions").Select(Dimension).ToList();
        if (dimensions.Count > MaxDimensions)
        {
            throw CloudWatchErrors.Invalid($"The collection {fields.Place}Dimensions must not have a size greater than {MaxDimensions}.");
        }

        if (dimensions.DistinctBy(d => d.Name).Count() < dimensions.Count) throw CloudWatchErrors.Invalid("No Metric may specify the same dimension name twice.");
        return dimensions;
    }

    /// <returns><c>null</c> when none is given.</returns>
    public static string? Unit(this Fields fields)
    {
        var unit = fields.Text("Unit");
        return unit is null || Units.Contains(unit)
            ? unit
            : throw CloudWatchErrors.Invalid($"The parameter {fields.Place}Unit must be a value in the set [ {string.Join(", ", Units)} ].");
    }

    /// <summary>In whole minutes: what is kept has no finer grain.</summary>
    public static long PeriodMinutes(this Fields fields)
    {
        var seconds = fields.RequiredInteger("Period");
        if (seconds is 1 or 5 or 10 or 20 or 30) throw CloudWatchErrors.NotSupported($"A {fields.Place}Period of {seconds} seconds");
        if (seconds < 60 || seconds % 60 != 0)
        {
            throw CloudWatchErrors.Invalid($"The parameter {fields.Place}Period must be greater than or equal to 60 and a multiple of 60; valid values below it are 1, 5, 10, 20 and 30.");
        }

        return seconds / 60;
    }

    public static (long From, long To) Minutes(this Fields fields)
    {
        var (start, end) = (fields.RequiredTime("StartTime"), fields.RequiredTime("EndTime"));
        if (start >= end) throw CloudWatchErrors.Invalid("The parameter StartTime must be less than the parameter EndTime.");
        return (MetricsState.MinuteOf(start), MetricsState.MinuteOf(end.AddSeconds(59)));
    }

    private static Dimension Dimension(Fields fields)
    {
        fields.RefuseOthers("Name", "Value");
        return new Dimension(fields.Name("Name"), CheckLength(fields.RequiredText("Value"), fields.Place + "Value", MaxValueLength));
    }

    private static string CheckLength(string value, string parameter, int most) => value.Length <= most
        ? value
        : throw CloudWatchErrors.Invalid($"The value for parameter {parameter} must be shorter than {most + 1} characters.");
}
