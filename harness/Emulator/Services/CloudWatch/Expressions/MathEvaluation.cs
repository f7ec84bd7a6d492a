namespace TaskTracker.Emulation.Services.CloudWatch.Expressions;

/// <summary>What expressions are evaluated against.</summary>
/// <param name="From">The begin of the first period, in seconds since 1970.</param>
/// <param name="To">At which no period begins any more.</param>
/// <param name="ValueOf">What a query is worth, by its id.</param>
/// <param name="Metrics">Every query that is a metric.</param>
internal sealed record MathScope(long From, long To, Func<string, MathValue> ValueOf, Func<IReadOnlyList<(string Id, MathValue.Series Series)>> Metrics);

/// <summary>Evaluates the expression of one query.</summary>
/// <param name="id">Of the query, for refusals.</param>
/// <param name="periodSeconds">Of series that are made of a number.</param>
internal sealed class MathEvaluation(string id, int periodSeconds, MathScope scope)
{
    private const long MostPoints = 100_800;

    /// <exception cref="Protocols.AwsError">ValidationError: something is not taken here.</exception>
    public MathValue Of(MathExpression expression) => expression switch
    {
        MathExpression.Number number => new MathValue.Scalar(number.Value),
        MathExpression.Name name => scope.ValueOf(name.Id),
        MathExpression.List list => OfList(list.Items.Select(Of)),
        MathExpression.Negated negated => Of(negated.Of).Each(n => -n),
        MathExpression.Joined joined => OfJoined(joined),
        MathExpression.Call call => OfCall(call),
        _ => throw Fail("A text is not expected here"),
    };

    private MathValue.Several OfList(IEnumerable<MathValue> items) => new(
    [
        .. items.SelectMany(item => item switch
        {
            MathValue.Series series => [series],
            MathValue.Several several => several.Items,
            _ => throw Fail("A list holds series only"),
        }),
    ]);

    private MathValue OfJoined(MathExpression.Joined joined)
    {
        var (left, right) = (Of(joined.Left), Of(joined.Right));
        return MathValue.Join(left, right, Make(joined.Operator)) ?? throw Fail($"Unsupported operand type(s) for {joined.Operator}: '{left.Kind}' and '{right.Kind}'");
    }

    private MathValue OfCall(MathExpression.Call call) => (call.Function, call.Arguments) switch
    {
        ("METRICS", []) => new MathValue.Several([.. scope.Metrics().Select(m => m.Series)]),
        ("METRICS", [MathExpression.Text part]) => new MathValue.Several([.. scope.Metrics().Where(m => m.Id.Contains(part.Value, StringComparison.Ordinal)).Select(m => m.Series)]),
        ("METRIC_COUNT", [var list]) => new MathValue.Scalar(Of(list) is MathValue.Several several ? several.Items.Count : 1),
        ("REMOVE_EMPTY", [var list]) when Of(list) is MathValue.Several several => new MathValue.Several([.. several.Items.Where(s => s.Points.Count > 0)]),
        ("TIME_SERIES", [var number]) when Of(number) is MathValue.Scalar scalar => Everywhere(new MathValue.Series(id, periodSeconds, []), _ => scalar.Value),
        ("FILL", [var of, MathExpression.Name { Id: "REPEAT" or "LINEAR" } way]) => Filled(Of(of), series => time => Between(series, time, way.Id == "LINEAR")),
        ("FILL", [var of, var with]) => FilledWith(Of(of), Of(with)),
        ("IF", [var when, var then]) => OfIf(Of(when), Of(then), otherwise: null),
        ("IF", [var when, var then, var otherwise]) => OfIf(Of(when), Of(then), Of(otherwise)),
        _ => OfFunction(call.Function, [.. call.Arguments.Select(Of)]),
    };

    private MathValue OfFunction(string name, IReadOnlyList<MathValue> arguments) =>
        MathFunctions.Of(name, arguments) ?? throw Fail($"Unsupported argument type(s) for {name}: {string.Join(", ", arguments.Select(a => $"'{a.Kind}'"))}");

    private MathValue FilledWith(MathValue value, MathValue with) => with switch
    {
        MathValue.Scalar scalar => Filled(value, _ => _ => scalar.Value),
        MathValue.Series series => Filled(value, _ => time => series.Points.TryGetValue(time, out var other) ? other : double.NaN),
        _ => throw Fail("FILL takes a number, a series, REPEAT or LINEAR"),
    };

    private MathValue Filled(MathValue value, Func<MathValue.Series, Func<long, double>> fill) => value switch
    {
        MathValue.Series series => Everywhere(series, time => series.Points.TryGetValue(time, out var known) ? known : fill(series)(time)),
        MathValue.Several several => new MathValue.Several([.. several.Items.Select(s => (MathValue.Series)Filled(s, fill))]),
        _ => throw Fail("FILL takes a series"),
    };

    /// <summary>A number for each period of the time asked for.</summary>
    private MathValue.Series Everywhere(MathValue.Series like, Func<long, double> make)
    {
        if ((scope.To - scope.From) / like.PeriodSeconds > MostPoints) throw Fail($"It would make more than {MostPoints} data points");
        var times = new List<long>();
        for (var time = scope.From / like.PeriodSeconds * like.PeriodSeconds; time < scope.To; time += like.PeriodSeconds) times.Add(time);
        return like.With(times.Select(t => KeyValuePair.Create(t, make(t))));
    }

    /// <summary>Between two points: the former, or on the line from one to the other.</summary>
    private static double Between(MathValue.Series series, long time, bool isLinear)
    {
        var next = PlaceOf(time, series.Points.Keys);
        if (next == 0) return double.NaN;
        var (before, value) = (series.Points.Keys[next - 1], series.Points.Values[next - 1]);
        if (!isLinear) return value;
        if (next == series.Points.Count) return double.NaN;
        var (after, other) = (series.Points.Keys[next], series.Points.Values[next]);
        return value + ((other - value) * (time - before) / (after - before));
    }

    /// <summary>Where the first of some times stands that is not before another.</summary>
    private static int PlaceOf(long time, IList<long> times)
    {
        var (low, high) = (0, times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle] < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private MathValue OfIf(MathValue when, MathValue then, MathValue? otherwise)
    {
        if (when is MathValue.Scalar scalar) return scalar.Value != 0 ? then : otherwise ?? throw Fail("IF of a number needs a third argument");
        if (when is not MathValue.Series series) throw Fail("IF decides by a number or a series");
        return series.With(series.Points.Select(p => KeyValuePair.Create(p.Key, At(p.Value != 0 ? then : otherwise, p.Key))));
    }

    private double At(MathValue? value, long time) => value switch
    {
        null => double.NaN,
        MathValue.Scalar scalar => scalar.Value,
        MathValue.Series series => series.Points.TryGetValue(time, out var known) ? known : double.NaN,
        _ => throw Fail("IF answers a number or a series"),
    };

    private static Func<double, double, double> Make(string symbol) => symbol switch
    {
        "+" => (l, r) => l + r,
        "-" => (l, r) => l - r,
        "*" => (l, r) => l * r,
        "/" => (l, r) => l / r,
        "^" => Math.Pow,
        "==" => (l, r) => l == r ? 1 : 0,
        "!=" => (l, r) => l != r ? 1 : 0,
        "<" => (l, r) => l < r ? 1 : 0,
        "<=" => (l, r) => l <= r ? 1 : 0,
        ">" => (l, r) => l > r ? 1 : 0,
        ">=" => (l, r) => l >= r ? 1 : 0,
        "&&" => (l, r) => l != 0 && r != 0 ? 1 : 0,
        "||" => (l, r) => l != 0 || r != 0 ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(symbol), symbol, null),
    };

    private Protocols.AwsError Fail(string why) => CloudWatchErrors.BadExpression(id, why);
}
