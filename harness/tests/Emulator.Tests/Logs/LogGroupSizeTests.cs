using System.Collections.Immutable;
using TaskTracker.Emulation.Services.Logs;

namespace TaskTracker.Emulation.Tests.Logs;

public sealed class LogGroupSizeTests
{
    [Fact]
    [Parity("logs:PutLogEvents", Evidence.Deviates, "AWS has no limit; a group here is kept in memory, and its oldest events make room")]
    public void A_full_group_drops_its_oldest_events_and_keeps_the_newest()
    {
        var group = new LogGroup(new LogGroupSettings("g", default, null, ImmutableSortedDictionary<string, string>.Empty));
        foreach (var name in new[] { "old", "new" }) group.Add(new LogStream(name, default));

        for (var i = 0; i < 80; i++) group.Append(i < 40 ? "old" : "new", [new LogEvent(i, i, i, new byte[1000 * 1024])]);

        Assert.Equal(25, group.Get("old").Between(0, 100).Count);
        Assert.Equal(40, group.Get("new").Between(0, 100).Count);
        Assert.Equal(15, group.Get("old").Between(0, 100)[0].TimestampMs);
    }

    [Fact]
    public void Events_count_with_what_it_costs_to_keep_them_however_short_they_are()
    {
        var group = new LogGroup(new LogGroupSettings("g", default, null, ImmutableSortedDictionary<string, string>.Empty));
        group.Add(new LogStream("s", default));

        for (var i = 0; i < 150; i++) group.Append("s", [.. Enumerable.Range(i * 10_000, 10_000).Select(id => new LogEvent(id, id, id, [1]))]);

        Assert.InRange(group.Get("s").Between(0, long.MaxValue).Count, 1_000_000, 1_040_000);
    }

    [Fact]
    public void Events_that_arrive_late_stand_where_their_time_is()
    {
        var stream = new LogStream("s", default);

        stream.Append([new LogEvent(10, 0, 1, []), new LogEvent(30, 0, 2, [])]);
        stream.Append([new LogEvent(20, 0, 3, []), new LogEvent(30, 0, 4, [])]);

        Assert.Equal([1, 3, 2, 4], stream.Between(0, 100).Select(e => e.Id));
        Assert.Equal((10L, 30L), (stream.Span?.FirstMs, stream.Span?.LastMs));
    }
}
