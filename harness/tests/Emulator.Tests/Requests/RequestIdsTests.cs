using TaskTracker.Emulation.Requests;

namespace TaskTracker.Emulation.Tests.Requests;

public sealed class RequestIdsTests
{
    [Fact]
    public void Each_is_another_and_says_that_it_was_drawn()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => RequestIds.Uuid()).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id));
    }

    [Fact]
    public void Threads_draw_different_ones()
    {
        var ids = new string[64];
        Parallel.For(0, ids.Length, i => ids[i] = RequestIds.Uuid() + RequestIds.Hex(24));

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^.{36}[0-9a-f]{24}$", id));
    }
}
