namespace TaskTracker.Emulation.Services.CloudWatch.Wire;

/// <summary>A value as all three wires carry it.</summary>
internal abstract record WireValue
{
    /// <summary>So deep may values stand in each other, on every wire.</summary>
    public const int MaxDepth = 64;

    public sealed record Text(string Value) : WireValue;

    public sealed record Number(double Value) : WireValue;

    /// <summary>A number that the model says is whole, which XML and CBOR write differently.</summary>
    public sealed record Integer(long Value) : WireValue;

    public sealed record Flag(bool Value) : WireValue;

    public sealed record Time(DateTimeOffset Value) : WireValue
    {
        private const double FirstSecond = -62_135_596_800;
        private const double LastSecond = 253_402_300_799;

        /// <param name="seconds">Since 1970.</param>
        /// <returns><c>null</c> for what is in none of the years 1 to 9999.</returns>
        public static DateTimeOffset? At(double seconds) =>
            seconds is >= FirstSecond and <= LastSecond ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;
    }

    public sealed record Listed(IReadOnlyList<WireValue> Items) : WireValue;

    /// <summary>Members in the order in which they are written.</summary>
    public sealed record Structure(IReadOnlyList<KeyValuePair<string, WireValue>> Members) : WireValue
    {
        public WireValue? this[string name] => Members.FirstOrDefault(m => m.Key == name).Value;
    }

    /// <summary>Names that are data, which XML writes differently from members.</summary>
    public sealed record Map(IReadOnlyList<KeyValuePair<string, WireValue>> Entries) : WireValue;

    public static Listed ListOf<T>(IEnumerable<T> items, Func<T, WireValue> make) => new([.. items.Select(make)]);

    /// <summary>A structure of the members that are there.</summary>
    public static Structure Of(params ReadOnlySpan<(string Name, WireValue? Value)> members)
    {
        var present = new List<KeyValuePair<string, WireValue>>(members.Length);
        foreach (var (name, value) in members)
        {
            if (value is not null) present.Add(new(name, value));
        }

        return new Structure(present);
    }
}
