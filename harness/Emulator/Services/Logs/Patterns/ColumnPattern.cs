using System.Globalization;

namespace TaskTracker.Emulation.Services.Logs.Patterns;

/// <summary>A pattern for events whose columns are parted by blanks: <c>[ip, ..., status = 4*, bytes > 1000]</c>.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#extract-log-event-values</remarks>
internal sealed class ColumnPattern : FilterPattern
{
    private readonly IReadOnlyList<Column> _first;
    private readonly IReadOnlyList<Column>? _last;

    /// <param name="last">Those behind the ellipsis; <c>null</c> without one.</param>
    private ColumnPattern(IReadOnlyList<Column> first, IReadOnlyList<Column>? last, bool hasExpressions)
        : base(hasExpressions) => (_first, _last) = (first, last);

    public override bool HasValues => true;

    public static ColumnPattern Read(PatternReader reader)
    {
        reader.Expect("[");
        List<Column> first = [];
        List<Column>? last = null;
        do
        {
            if (!reader.Takes("...")) (last ?? first).Add(ReadColumn(reader));
            else last = last is null ? [] : throw reader.Fail("there is more than one ellipsis");
        }
        while (reader.Takes(","));
        reader.Expect("]");
        reader.ExpectEnd();
        return new ColumnPattern(first, last, reader.HasExpressions);
    }

    public override bool Matches(LogLine line)
    {
        var columns = line.Columns;
        if (_last is null ? columns.Count != _first.Count : columns.Count < _first.Count + _last.Count) return false;
        for (var i = 0; i < columns.Count; i++)
        {
            if (At(i, columns.Count) is { Condition: { } condition } && !condition.Holds(columns[i], (test, value) => test.HoldsForColumn(value))) return false;
        }

        return true;
    }

    public override IEnumerable<KeyValuePair<string, string>> Values(LogLine line) =>
        line.Columns.Select((value, i) => KeyValuePair.Create("$" + NameOf(i, line.Columns.Count), value));

    public override bool HasSelector(string selector) =>
        selector is ['$', _, ..] && (_first.Concat(_last ?? []).Any(c => c.Name == selector[1..]) || selector.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0);

    public override string? ValueOf(string selector, LogLine line)
    {
        for (var i = 0; i < line.Columns.Count; i++)
        {
            if (selector.AsSpan(1).SequenceEqual(NameOf(i, line.Columns.Count))) return line.Columns[i];
        }

        return null;
    }

    private static Column ReadColumn(PatternReader reader)
    {
        var start = reader.Next is ',' or ']' ? -1 : reader.Place;
        if (start < 0) return new Column("", null);
        var name = reader.Run(IsOfName);
        if (name.Length > 0 && reader.Next is ',' or ']') return new Column(name, null);
        reader.Place = start;
        name = null;
        var condition = Condition<Comparison>.Read(reader, r =>
        {
            var own = r.Run(IsOfName);
            if (own.Length == 0) throw r.Fail("the name of a column is missing");
            name ??= own;
            return own == name ? Comparison.Read(r) : throw r.Fail($"the condition of the column {name} names the column {own}");
        });
        return new Column(name ?? "", condition);
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-';

    /// <summary>What the pattern says of a column; <c>null</c> for one that the ellipsis stands for.</summary>
    private Column? At(int index, int count) =>
        index < _first.Count ? _first[index] : _last is { } last && index >= count - last.Count ? last[index - count + last.Count] : null;

    /// <summary>Columns without a name have their number, from 1 on.</summary>
    private string NameOf(int index, int count) => At(index, count) is { Name.Length: > 0 } column ? column.Name : (index + 1).ToString(CultureInfo.InvariantCulture);

    private sealed record Column(string Name, Condition<Comparison>? Condition);
}
