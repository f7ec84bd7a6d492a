using System.Globalization;
using System.Text;

namespace TaskTracker.Load.Reports;

/// <param name="Color">Of the page's palette, from 0.</param>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points, int Color, bool IsDashed = false);

/// <summary>Lines over one axis, drawn as SVG; colours, fonts and dark mode are the page's.</summary>
/// <param name="Ticks">Places on the x axis that are labelled; <c>null</c> for round numbers.</param>
/// <param name="Unit">Of the y axis.</param>
internal sealed record LineChart(string Title, IReadOnlyList<Series> Series, string XTitle, string Unit, IReadOnlyList<(double X, string Label)>? Ticks = null, bool IsLogarithmic = false)
{
    private const double Width = 600;
    private const double Height = 300;
    private const double Left = 56;
    private const double Right = 584;
    private const double Top = 16;
    private const double Bottom = 256;

    public string Render()
    {
        var all = Series.SelectMany(s => s.Points).Where(p => double.IsFinite(p.Y) && (!IsLogarithmic || p.Y > 0)).ToList();
        if (all.Count == 0) return $"<figure><figcaption>{Html.Text(Title)}</figcaption><p class=\"quiet\">Nothing was measured.</p></figure>";
        var (minX, maxX) = (all.Min(p => p.X), Math.Max(all.Max(p => p.X), all.Min(p => p.X) + 1e-9));
        var scale = IsLogarithmic ? Scale.Logarithmic(all.Min(p => p.Y), all.Max(p => p.Y)) : Scale.FromZero(all.Max(p => p.Y));
        double X(double x) => Left + (Right - Left) * (x - minX) / (maxX - minX);
        double Y(double y) => Bottom - (Bottom - Top) * scale.Share(y);

        var svg = new StringBuilder();
        svg.Append($"<figure class=\"chart\"><figcaption>{Html.Text(Title)} <span class=\"unit\">{Html.Text(Unit)}</span></figcaption>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Text(Title)}\">");
        foreach (var tick in scale.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Left - 8}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{Html.Short(tick)}</text>");
        }

        foreach (var (x, label) in Ticks ?? [.. Scale.Round(minX, maxX).Select(t => (t, Html.Short(t)))])
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{X(x):0.#}\" x2=\"{X(x):0.#}\" y1=\"{Bottom}\" y2=\"{Bottom + 4}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{X(x):0.#}\" y=\"{Bottom + 19}\" text-anchor=\"middle\">{Html.Text(label)}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Bottom}\" y2=\"{Bottom}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"title\" x=\"{Right}\" y=\"{Height - 6}\" text-anchor=\"end\">{Html.Text(XTitle)}</text>");
        foreach (var series in Series) svg.Append(Line(series, X, Y));
        return svg.Append("</svg>").Append(Legend()).Append("</figure>").ToString();
    }

    /// <summary>The points carry their values, which the page's script shows under the pointer.</summary>
    private string Line(Series series, Func<double, double> x, Func<double, double> y)
    {
        var drawn = series.Points.Where(p => double.IsFinite(p.Y) && (!IsLogarithmic || p.Y > 0)).ToList();
        if (drawn.Count == 0) return "";
        var points = string.Join(' ', drawn.Select(p => string.Create(CultureInfo.InvariantCulture, $"{x(p.X):0.#},{y(p.Y):0.#}")));
        var values = string.Join(' ', drawn.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Y:G4}")));
        var dash = series.IsDashed ? " dashed" : "";
        var dots = drawn.Count == 1 ? string.Create(CultureInfo.InvariantCulture, $"<circle class=\"c{series.Color} dot\" cx=\"{x(drawn[0].X):0.#}\" cy=\"{y(drawn[0].Y):0.#}\" r=\"4\"/>") : "";
        return $"<polyline class=\"line c{series.Color}{dash}\" points=\"{points}\" data-name=\"{Html.Text(series.Name)}\" data-values=\"{values}\"/>{dots}";
    }

    private string Legend() => "<div class=\"legend\">"
        + string.Concat(Series.Where(s => s.Points.Count > 0).Select(s => $"<span><i class=\"key c{s.Color}{(s.IsDashed ? " dashed" : "")}\"></i>{Html.Text(s.Name)}</span>")) + "</div>";
}
