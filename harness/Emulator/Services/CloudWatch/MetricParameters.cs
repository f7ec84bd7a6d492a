using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.CloudWatch.Storage;
using TaskTracker.Emulation.Services.CloudWatch.Wire;

namespace TaskTracker.Emulation.Services.CloudWatch;

/// <summary>What several operations read alike.</summary>
internal static class MetricParameters
{
    private const int MaxDimensions = 30;
    private const int MaxNameLength = 255;
    private const int MaxValueLength = 1024;
    private const long FineSeconds = 3 * 60 * 60;

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
        return unit is null || MetricUnits.All.Contains(unit)
            ? unit
            : throw CloudWatchErrors.Invalid($"The parameter {fields.Place}Unit must be a value in the set [ {string.Join(", ", MetricUnits.All)} ].");
    }

    /// <summary>In seconds: 1, 5, 10, 20, 30 or whole minutes.</summary>
    public static int Period(this Fields fields)
    {
        var seconds = fields.RequiredInteger("Period");
        return seconds is 1 or 5 or 10 or 20 or 30 || (seconds >= 60 && seconds % 60 == 0)
            ? seconds
            : throw CloudWatchErrors.Invalid($"The parameter {fields.Place}Period must be greater than or equal to 60 and a multiple of 60; valid values below it are 1, 5, 10, 20 and 30.");
    }

    /// <summary>The same where only whole minutes are looked at.</summary>
    public static long PeriodMinutes(this Fields fields)
    {
        var seconds = fields.Period();
        return seconds % 60 == 0 ? seconds / 60 : throw CloudWatchErrors.NotSupported($"A {fields.Place}Period of {seconds} seconds");
    }

    /// <summary>From StartTime to EndTime, in seconds since 1970.</summary>
    public static (long From, long To) Times(this Fields fields)
    {
        var (start, end) = (fields.RequiredTime("StartTime"), fields.RequiredTime("EndTime"));
        if (start >= end) throw CloudWatchErrors.Invalid("The parameter StartTime must be less than the parameter EndTime.");
        return (start.ToUnixTimeSeconds(), (long)Math.Ceiling(end.ToUnixTimeMilliseconds() / 1000.0));
    }

    /// <summary>When the first period begins: at a multiple of its length, or where the time asked for begins, by the minute.</summary>
    /// <param name="now">Seconds since 1970: what is finer than a minute is over after three hours.</param>
    /// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html, on StartTime and Period.</remarks>
    public static long FirstPeriod(long from, int periodSeconds, bool isAligned, long now)
    {
        var grain = isAligned || periodSeconds < 60 ? periodSeconds : 60;
        var first = from / grain * grain;
        return periodSeconds < 60 ? Math.Max(first, (now - FineSeconds) / grain * grain) : first;
    }

    private static Dimension Dimension(Fields fields)
    {
        fields.RefuseOthers("Name", "Value");
        var name = fields.Name("Name");
        if (name[0] == ':') throw CloudWatchErrors.Invalid($"The value {name} for parameter {fields.Place}Name is invalid.");
        return new Dimension(name, CheckLength(fields.RequiredText("Value"), fields.Place + "Value", MaxValueLength));
    }

    private static string CheckLength(string value, string parameter, int most) => value.Length <= most
        ? value
        : throw CloudWatchErrors.Invalid($"The value for parameter {parameter} must be shorter than {most + 1} characters.");
}
