using System.Globalization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sts;

internal static class Durations
{
    private const int Least = 900;

    /// <exception cref="AwsError">ValidationError.</exception>
    public static TimeSpan Read(QueryForm form, int usual, int most)
    {
        if (form.Optional("DurationSeconds") is not { } text) return TimeSpan.FromSeconds(usual);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= Least && seconds <= most
            ? TimeSpan.FromSeconds(seconds)
            : throw StsErrors.BadDuration(text, Least, most);
    }
}
