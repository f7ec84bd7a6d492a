namespace TaskTracker.Emulation.Services.CloudWatch.Expressions;

/// <summary>The functions of metric math that there are here.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-functions-list</remarks>
internal static class MathFunctions
{
    /// <summary>What FILL knows beside values.</summary>
    public static readonly IReadOnlyCollection<string> Words = ["REPEAT", "LINEAR"];

    private static readonly Dictionary<string, Func<double, double>> OfNumbers = new(StringComparer.Ordinal)
    {
        ["ABS"] = Math.Abs,
        ["CEIL"] = Math.Ceiling,
        ["FLOOR"] = Math.Floor,
        ["LOG"] = Math.Log,
        ["LOG10"] = Math.Log10,
    };

    /// <summary>Of a series over its time, and of a list at each time.</summary>
    private static readonly Dictionary<string, Func<IReadOnlyList<double>, double>> OfMany = new(StringComparer.Ordinal)
    {
        ["AVG"] = n => n.Average(),
        ["MAX"] = n => n.Max(),
        ["MIN"] = n => n.Min(),
        ["STDDEV"] = Deviation,
        ["SUM"] = n => n.Sum(),
    };

    private static readonly Dictionary<string, Func<MathValue.Series, MathValue>> OfSeries = new(StringComparer.Ordinal)
    {
        ["DATAPOINT_COUNT"] = s => new MathValue.Scalar(s.Points.Count),
        ["DIFF"] = s => s.With(Steps(s, (before, now, _) => now - before)),
        ["DIFF_TIME"] = s => s.With(Steps(s, (_, _, seconds) => seconds)),
        ["FIRST"] = s => s.Points.Count == 0 ? s : new MathValue.Scalar(s.Points.Values[0]),
        ["LAST"] = s => s.Points.Count == 0 ? s : new MathValue.Scalar(s.Points.Values[^1]),
        ["PERIOD"] = s => new MathValue.Scalar(s.PeriodSeconds),
        ["RATE"] = s => s.With(Steps(s, (before, now, seconds) => (now - before) / seconds)),
        ["RUNNING_SUM"] = RunningSum,
    };

    private static readonly string[] Others = ["FILL", "IF", "METRICS", "METRIC_COUNT", "REMOVE_EMPTY", "TIME_SERIES"];

    public static bool IsKnown(string name) => OfNumbers.ContainsKey(name) || OfMany.ContainsKey(name) || OfSeries.ContainsKey(name) || Others.Contains(name);

    /// <returns><c>null</c>: the function does not take these.</returns>
    public static MathValue? Of(string name, IReadOnlyList<MathValue> arguments)
    {
        if (arguments is not [var argument]) return null;
        if (OfNumbers.TryGetValue(name, out var ofNumber)) return argument.Each(ofNumber);
        if (OfMany.TryGetValue(name, out var ofMany)) return Gathered(argument, ofMany);
        if (!OfSeries.TryGetValue(name, out var ofSeries)) return null;
        return argument switch
        {
            MathValue.Series series => ofSeries(series),
            MathValue.Several several when several.Items.Select(ofSeries).ToList() is var each && each.All(e => e is MathValue.Series) => new MathValue.Several([.. each.OfType<MathValue.Series>()]),
            _ => null,
        };
    }

    private static MathValue? Gathered(MathValue value, Func<IReadOnlyList<double>, double> make)
    {
        switch (value)
        {
            case MathValue.Series { Points.Count: > 0 } series:
                return new MathValue.Scalar(make([.. series.Points.Values]));
            case MathValue.Series or MathValue.Scalar:
                return value;
            case MathValue.Several { Items: [var first, ..] } several:
                var byTime = several.Items.SelectMany(s => s.Points).GroupBy(p => p.Key, p => p.Value);
                return first.With(byTime.Select(t => KeyValuePair.Create(t.Key, make([.. t]))));
            default:
                return null;
        }
    }

    private static double Deviation(IReadOnlyList<double> numbers)
    {
        var mean = numbers.Average();
        return Math.Sqrt(numbers.Average(n => (n - mean) * (n - mean)));
    }

    private static IEnumerable<KeyValuePair<long, double>> Steps(MathValue.Series series, Func<double, double, long, double> make) =>
        series.Points.Zip(series.Points.Skip(1), (before, now) => KeyValuePair.Create(now.Key, make(before.Value, now.Value, now.Key - before.Key)));

    private static MathValue.Series RunningSum(MathValue.Series series)
    {
        var sum = 0.0;
        return series.With(series.Points.Select(p => KeyValuePair.Create(p.Key, sum += p.Value)).ToList());
    }
}
