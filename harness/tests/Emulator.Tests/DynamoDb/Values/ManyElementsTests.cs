using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Tests.DynamoDb.Values;

/// <summary>Sets and maps of more elements than are compared one with another.</summary>
public sealed class ManyElementsTests
{
    public static TheoryData<string, int, int> Sizes => new()
    {
        { "few and few", 10, 12 },
        { "many and few", 500, 12 },
        { "few and many", 12, 500 },
        { "many and many", 500, 600 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Elements_are_added_and_taken_away_once(string why, int existing, int others)
    {
        Assert.NotEmpty(why);
        var added = Update("ADD s :v", Set(0, existing), Set(existing / 2, others));
        var taken = Update("DELETE s :v", Set(0, existing), Set(existing / 2, others));

        Assert.Equal(Elements(0, Math.Max(existing, (existing / 2) + others)), ElementsOf(added));
        Assert.Equal(Elements(0, existing / 2).Concat(Elements((existing / 2) + others, Math.Max(0, existing - (existing / 2) - others))), ElementsOf(taken));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(500)]
    public void Sets_are_equal_whatever_their_order(int count)
    {
        var one = Set(0, count);
        var turned = Encoding.UTF8.GetBytes($$"""{"SS":[{{string.Join(',', Elements(0, count).Reverse().Select(e => $"\"{e}\""))}}]}""");
        var other = Set(1, count);

        Assert.True(ValueOrder.AreEqual(one, turned));
        Assert.False(ValueOrder.AreEqual(one, other));
    }

    /// <remarks>Each element compared with each would be 90,000,000,000 comparisons, three times.</remarks>
    [Fact]
    public void The_elements_of_two_sets_are_not_compared_each_with_each()
    {
        const int Count = 300_000;
        var (one, other) = (Set(0, Count), Set(Count, Count));

        var added = Update("ADD s :v", one, other);
        var taken = Update("DELETE s :v", one, other);

        Assert.Equal(Elements(0, 2 * Count), ElementsOf(added));
        Assert.Equal(Elements(0, Count), ElementsOf(taken));
        Assert.False(ValueOrder.AreEqual(one, other));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(500)]
    public void Maps_are_equal_whatever_their_order(int count)
    {
        var names = Elements(0, count).ToList();
        var one = Map(names, "v");

        Assert.True(ValueOrder.AreEqual(one, Map(names.AsEnumerable().Reverse(), "v")));
        Assert.False(ValueOrder.AreEqual(one, Map(names.AsEnumerable().Reverse(), "w")));
        Assert.False(ValueOrder.AreEqual(one, Map(Elements(1, count), "v")));
    }

    /// <remarks>Each name compared with each would be 90,000,000,000 comparisons.</remarks>
    [Fact]
    public void The_names_of_two_maps_are_not_compared_each_with_each()
    {
        var names = Elements(0, 300_000).ToList();

        Assert.True(ValueOrder.AreEqual(Map(names, "v"), Map(names.AsEnumerable().Reverse(), "v")));
    }

    private static byte[] Map(IEnumerable<string> names, string value) =>
        Encoding.UTF8.GetBytes("{\"M\":{" + string.Join(',', names.Select(n => $"\"{n}\":{{\"S\":\"{value}\"}}")) + "}}");

    private static byte[] Set(int from, int count) => Encoding.UTF8.GetBytes($$"""{"SS":[{{string.Join(',', Elements(from, count).Select(e => $"\"{e}\""))}}]}""");

    /// <summary>All of one length, so that sets of one size have one length.</summary>
    private static IEnumerable<string> Elements(int from, int count) => Enumerable.Range(from, count).Select(i => $"{i:D7}");

    /// <returns>The value of <c>s</c> afterwards.</returns>
    private static byte[] Update(string expression, byte[] set, byte[] operand)
    {
        using var output = new PooledBuffer();
        UpdateBinder.Bind(UpdateParser.Parse(expression), new Placeholders([], [(":v", operand)])).Apply((byte[])[.. "{\"s\":"u8, .. set, .. "}"u8], output);
        return AttributeEnumerator.Find(output.WrittenSpan, "s"u8).ToArray();
    }

    private static List<string> ElementsOf(byte[] set)
    {
        var all = new List<string>();
        if (set.Length == 0) return all;
        var elements = new ElementEnumerator(ItemJson.Content(set));
        while (elements.MoveNext()) all.Add(Encoding.UTF8.GetString(elements.Current));
        return all;
    }
}
