using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskTracker.Page.Tests;

/// <summary>What a terminal shows once it has been sent a text with control sequences, as far as programs here send them.</summary>
/// <remarks>Source: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, CSI sequences.</remarks>
internal sealed partial class TerminalScreen
{
    private readonly List<List<Cell>> _rows = [[]];
    private int _row;
    private int _column;
    private string _style = "";

    public TerminalScreen(string sent)
    {
        foreach (Match part in Parts().Matches(sent))
        {
            if (part.Groups["final"] is { Success: true } final) Control(final.Value[0], part.Groups["arguments"].Value);
            else Write(part.Value[0]);
        }
    }

    /// <summary>As elements that keep bold and dim, one row per line.</summary>
    public string ToHtml() => string.Join('\n', _rows.Select(row => RowHtml(row).TrimEnd())).TrimEnd();

    private static string RowHtml(List<Cell> row)
    {
        var html = new StringBuilder();
        for (var i = 0; i < row.Count;)
        {
            var style = row[i].Style;
            var run = string.Concat(row.Skip(i).TakeWhile(c => c.Style == style).Select(c => c.Shown));
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"{style}\">{WebUtility.HtmlEncode(run)}</span>");
            i += run.Length;
        }

        return html.ToString();
    }

    private void Write(char sent)
    {
        switch (sent)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                MoveTo(_row + 1);
                break;
            case >= ' ':
                var row = _rows[_row];
                while (row.Count <= _column) row.Add(new Cell(' ', ""));
                row[_column++] = new Cell(sent, _style);
                break;
        }
    }

    private void Control(char final, string arguments)
    {
        var number = int.TryParse(arguments, CultureInfo.InvariantCulture, out var given) ? given : 0;
        switch (final)
        {
            case 'A':
                MoveTo(Math.Max(0, _row - Math.Max(1, number)));
                break;
            case 'B':
                MoveTo(_row + Math.Max(1, number));
                break;
            case 'G':
                _column = Math.Max(1, number) - 1;
                break;
            case 'K' when number == 2:
                _rows[_row].Clear();
                break;
            case 'K' when _rows[_row].Count > _column:
                _rows[_row].RemoveRange(_column, _rows[_row].Count - _column);
                break;
            case 'm':
                _style = number switch { 1 => "bold", 2 => "dim", _ => "" };
                break;
        }
    }

    private void MoveTo(int row)
    {
        _row = row;
        while (_rows.Count <= row) _rows.Add([]);
    }

    [GeneratedRegex(@"\x1b\[(?<arguments>[?\d;]*)(?<final>[A-Za-z])|[\s\S]")]
    private static partial Regex Parts();

    private readonly record struct Cell(char Shown, string Style);
}
