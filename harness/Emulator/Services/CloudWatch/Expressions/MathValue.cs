namespace TaskTracker.Emulation.Services.CloudWatch.Expressions;

/// <summary>What an expression is worth: a number, a series, or several of these.</summary>
internal abstract record MathValue
{
    public sealed record Scalar(double Value) : MathValue;

    /// <param name="Points">By seconds since 1970.</param>
    public sealed record Series(string Label, int PeriodSeconds, SortedList<long, double> Points) : MathValue
    {
        /// <summary>A series of the points for which there is a number.</summary>
        public Series With(IEnumerable<KeyValuePair<long, double>> points)
        {
            var kept = new SortedList<long, double>();
            foreach (var (time, value) in points)
            {
                if (double.IsFinite(value)) kept[time] = value;
            }

            return this with { Points = kept };
        }
    }

    public sealed record Several(IReadOnlyList<Series> Items) : MathValue;

    /// <summary>What AWS's documentation calls the kind.</summary>
    public string Kind => this switch { Scalar => "S", Series => "TS", _ => "TS[]" };

    /// <summary>Every number through a function.</summary>
    public MathValue Each(Func<double, double> make) => this switch
    {
        Scalar scalar => new Scalar(make(scalar.Value)),
        Series series => series.With(series.Points.Select(p => KeyValuePair.Create(p.Key, make(p.Value)))),
        Several several => new Several([.. several.Items.Select(s => (Series)s.Each(make))]),
        _ => this,
    };

    /// <summary>Two values point by point: where either has no number, neither has the result.</summary>
    /// <returns><c>null</c> for two lists, which do not go together.</returns>
    public static MathValue? Join(MathValue left, MathValue right, Func<double, double, double> make) => (left, right) switch
    {
        (Scalar l, _) => right.Each(r => make(l.Value, r)),
        (_, Scalar r) => left.Each(l => make(l, r.Value)),
        (Series l, Series r) => l.With(l.Points.Where(p => r.Points.ContainsKey(p.Key)).Select(p => KeyValuePair.Create(p.Key, make(p.Value, r.Points[p.Key])))),
        (Several l, Series) => new Several([.. l.Items.Select(s => Join(s, right, make)).OfType<Series>()]),
        (Series, Several r) => new Several([.. r.Items.Select(s => Join(left, s, make)).OfType<Series>()]),
        _ => null,
    };
}
