using System.Globalization;

namespace TaskTracker.Emulation.Services.CloudWatch.Wire;

/// <summary>Reads the members of a request's structure, whichever wire they came over: a form has only texts, JSON has no times.</summary>
/// <param name="place">Before a member's name in messages, such as <c>MetricData.member.1.</c>.</param>
internal sealed class Fields(WireValue.Structure members, string place = "")
{
    public string Place => place;

    public bool Has(string name) => members[name] is not null;

    public string? Text(string name) => members[name] switch
    {
        null => null,
        WireValue.Text text => text.Value,
        _ => throw CloudWatchErrors.Unreadable(place + name, "a string"),
    };

    /// <exception cref="Protocols.AwsError">MissingParameter.</exception>
    public string RequiredText(string name) => Text(name) is { Length: > 0 } text ? text : throw CloudWatchErrors.Missing(place + name);

    public double? Number(string name) => members[name] is { } value ? NumberOf(value, place + name) : null;

    public int? Integer(string name) =>
        Number(name) is not { } number ? null : number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : throw CloudWatchErrors.Unreadable(place + name, "an integer");

    /// <exception cref="Protocols.AwsError">MissingParameter.</exception>
    public int RequiredInteger(string name) => Integer(name) ?? throw CloudWatchErrors.Missing(place + name);

    public bool? Flag(string name) => members[name] switch
    {
        null => null,
        WireValue.Flag flag => flag.Value,
        WireValue.Text { Value: "true" } => true,
        WireValue.Text { Value: "false" } => false,
        _ => throw CloudWatchErrors.Unreadable(place + name, "a boolean"),
    };

    public DateTimeOffset? Time(string name)
    {
        switch (members[name])
        {
            case null:
                return null;
            case WireValue.Time time:
                return time.Value;
            case WireValue.Number number when WireValue.Time.At(number.Value) is { } at:
                return at;
            case WireValue.Text text when DateTimeOffset.TryParse(
                text.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed):
                return parsed;
            default:
                throw CloudWatchErrors.Unreadable(place + name, "a timestamp");
        }
    }

    /// <exception cref="Protocols.AwsError">MissingParameter.</exception>
    public DateTimeOffset RequiredTime(string name) => Time(name) ?? throw CloudWatchErrors.Missing(place + name);

    public Fields? Structure(string name) => members[name] is { } value ? StructureOf(value, place + name) : null;

    public IReadOnlyList<Fields> Structures(string name) => Items(name, StructureOf);

    public IReadOnlyList<string> Texts(string name) =>
        Items(name, (value, at) => value is WireValue.Text text ? text.Value : throw CloudWatchErrors.Unreadable(at, "a string"));

    public IReadOnlyList<double> Numbers(string name) => Items(name, NumberOf);

    /// <exception cref="Protocols.AwsError">InvalidParameterValue, for a member that would otherwise be ignored.</exception>
    public void RefuseOthers(params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in members.Members)
        {
            if (!known.Contains(name)) throw CloudWatchErrors.NotSupported(place + name);
        }
    }

    private IReadOnlyList<T> Items<T>(string name, Func<WireValue, string, T> read) => members[name] switch
    {
        null => [],
        WireValue.Listed list => [.. list.Items.Select((item, i) => read(item, $"{place}{name}.member.{i + 1}"))],

        // A form without any member of the list.
        WireValue.Text { Value: "" } => [],
        _ => throw CloudWatchErrors.Unreadable(place + name, "a list"),
    };

    private static Fields StructureOf(WireValue value, string at) =>
        value is WireValue.Structure structure ? new Fields(structure, at + ".") : throw CloudWatchErrors.Unreadable(at, "a structure");

    private static double NumberOf(WireValue value, string at) => value switch
    {
        WireValue.Number number => number.Value,
        WireValue.Text text when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
        _ => throw CloudWatchErrors.Unreadable(at, "a number"),
    };
}
