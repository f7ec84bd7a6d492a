using System.Globalization;

namespace TaskTracker.Emulation.Services.CloudWatch.Alarms;

/// <summary>Numbers as reasons and messages have them: always with a fraction, and with an exponent when they are very large or small.</summary>
internal static class AlarmNumber
{
    private const double Largest = 1e7;
    private const double Smallest = 1e-3;

    public static string Text(double value)
    {
        var size = Math.Abs(value);
        if (size is 0 or (>= Smallest and < Largest))
        {
            var plain = value.ToString("0.################", CultureInfo.InvariantCulture);
            var exact = value.ToString("R", CultureInfo.InvariantCulture);
            if (!exact.Contains('E', StringComparison.Ordinal)) plain = exact;
            return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
        }

        var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = (value / Math.Pow(10, exponent)).ToString("R", CultureInfo.InvariantCulture);
        return $"{mantissa}{(mantissa.Contains('.', StringComparison.Ordinal) ? "" : ".0")}E{exponent.ToString(CultureInfo.InvariantCulture)}";
    }
}
