using System.Globalization;
using System.Net;

namespace TaskTracker.Load.Reports;

/// <summary>Text, numbers and tables as the page shows them.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Number(double value, string format = "0.0") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Three digits where it matters, none where it does not.</summary>
    public static string Ms(double value) => value.ToString(value switch { >= 100 => "#,0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);

    public static string Short(double value) => value switch
    {
        >= 10_000 => (value / 1_000).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("G4", CultureInfo.InvariantCulture),
    };

    public static string Percent(double share) => share.ToString(Math.Abs(share) < 0.1 ? "0.0 %" : "0 %", CultureInfo.InvariantCulture);

    public static string Dollars(double value) => value.ToString(value >= 100 ? "$#,0" : "$0.00", CultureInfo.InvariantCulture);

    /// <param name="cells">Ready-made HTML; numbers stand right, which a heading that begins with a blank asks for.</param>
    public static string Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> cells)
    {
        string Class(int column) => headings[column].StartsWith(' ') ? " class=\"n\"" : "";
        var head = string.Concat(headings.Select((h, i) => $"<th{Class(i)}>{Text(h.Trim())}</th>"));
        var rows = string.Concat(cells.Select(row => $"<tr>{string.Concat(row.Select((cell, i) => $"<td{Class(i)}>{cell}</td>"))}</tr>\n"));
        return $"<div class=\"wide\"><table><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table></div>\n";
    }

    public static string Section(string id, string title, string content, string about = "") =>
        $"<section id=\"{id}\"><h2>{Text(title)}</h2>{(about.Length > 0 ? $"<p class=\"about\">{about}</p>" : "")}{content}</section>\n";

    public static string Mark(bool holds) => holds ? "<b class=\"good\">✓ kept</b>" : "<b class=\"bad\">✗ broken</b>";
}
