using System.Globalization;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>Times as alarms write them.</summary>
internal static class AlarmTime
{
    /// <summary>In JSON: <c>2026-11-28T05:00:00.000+0000</c>.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    /// <summary>In reasons: <c>28/11/26 05:00:00</c>.</summary>
    public static string Short(DateTimeOffset time) => time.UtcDateTime.ToString("dd/MM/yy HH:mm:ss", CultureInfo.InvariantCulture);

    public static DateTimeOffset OfMinute(long minute) => DateTimeOffset.FromUnixTimeSeconds(minute * 60);
}
