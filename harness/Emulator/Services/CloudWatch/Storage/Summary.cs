namespace TaskTracker.Emulation.Services.CloudWatch.Storage;

/// <summary>Data whose values differ by less than one part in 128; whole numbers up to 256 stand for themselves.</summary>
internal readonly record struct Bin(double Value, double Count);

/// <summary>What is known of the data of a while.</summary>
/// <param name="Bins">In the order of their values; <c>null</c> when only sums are known, as of a statistic set.</param>
internal sealed record Summary(double Count, double Sum, double Min, double Max, IReadOnlyList<Bin>? Bins)
{
    // Of a double: the bits of its fraction beyond the first seven.
    private const int IgnoredBits = 45;

    /// <summary>Equal for values that share a bin.</summary>
    public static int BinOf(double value) => (int)(BitConverter.DoubleToInt64Bits(value) >> IgnoredBits);

    public static double ValueOf(int bin) => BitConverter.Int64BitsToDouble((long)bin << IgnoredBits);

    public static Summary Of(double value, double count = 1) => new(count, value * count, value, value, [new Bin(ValueOf(BinOf(value)), count)]);

    public Summary With(Summary other) => new(
        Count + other.Count, Sum + other.Sum, Math.Min(Min, other.Min), Math.Max(Max, other.Max),
        Bins is null || other.Bins is null ? null : Merge(Bins, other.Bins));

    /// <summary>The value that so many hundredths of the data do not exceed; <c>null</c> when that cannot be known.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html</remarks>
    public double? Percentile(double percent)
    {
        if (Bins is null || Min < 0) return null;
        var wanted = Count * percent / 100;
        var seen = 0.0;
        foreach (var bin in Bins)
        {
            seen += bin.Count;
            if (seen >= wanted) return Math.Clamp(bin.Value, Min, Max);
        }

        return Max;
    }

    private static List<Bin> Merge(IReadOnlyList<Bin> left, IReadOnlyList<Bin> right)
    {
        var merged = new List<Bin>(Math.Max(left.Count, right.Count));
        for (int l = 0, r = 0; l < left.Count || r < right.Count;)
        {
            if (r == right.Count || (l < left.Count && left[l].Value < right[r].Value)) merged.Add(left[l++]);
            else if (l == left.Count || right[r].Value < left[l].Value) merged.Add(right[r++]);
            else merged.Add(left[l] with { Count = left[l++].Count + right[r++].Count });
        }

        return merged;
    }
}
