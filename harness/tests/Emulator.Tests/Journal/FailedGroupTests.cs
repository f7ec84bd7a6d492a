using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>A write that fails: all whom it concerns are refused, and nobody else.</summary>
public sealed class FailedGroupTests : IAsyncLifetime
{
    private const int TooLarge = 2 * 1024 * 1024;

    private readonly LedgerFolder _folder = new();
    private bool _isMounted;

    public async ValueTask InitializeAsync() => _isMounted = await _folder.Data.MountAsync("size=1m");

    [Fact]
    public async Task All_who_share_it_are_refused_with_the_reason_and_the_next_are_not()
    {
        Assert.SkipUnless(_isMounted, "Mounting a small disk needs root.");
        using var busy = new Busy();
        var kept = _folder.Put("kept", 1, busy.Stay);
        await busy.Began;
        var small = _folder.Put("small", 2);
        var large = _folder.Put("large", 3, padding: TooLarge);
        busy.Release();

        var refusals = new[] { await RefusalAsync(small), await RefusalAsync(large) };
        var next = _folder.Put("next", 4);
        await next.WaitAsync();
        await kept.WaitAsync();

        Assert.Same(small.Group, large.Group);
        Assert.All(refusals, refusal => Assert.Contains($"The data directory {_folder.Data.Path} cannot be written to", refusal, StringComparison.Ordinal));
        Assert.Equal(["kept", "next"], _folder.Reopened().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_rests_on_it_is_refused_in_a_later_write_that_others_share()
    {
        Assert.SkipUnless(_isMounted, "Mounting a small disk needs root.");
        using var busy = new Busy();
        var failing = _folder.Put("failing", 1, busy.Stay, padding: TooLarge);
        await busy.Began;
        var resting = _folder.Put("resting", 2, after: failing);
        var second = _folder.Put("second", 3, after: resting);
        var other = _folder.Put("other", 4);
        busy.Release();

        await RefusalAsync(failing);
        await RefusalAsync(resting);
        await RefusalAsync(second);
        await other.WaitAsync();

        Assert.Same(resting.Group, other.Group);
        Assert.Equal(["other"], _folder.Reopened().Keys);
    }

    public async ValueTask DisposeAsync()
    {
        _folder.End();
        if (_isMounted) await _folder.Data.UnmountAsync();
        _folder.Dispose();
    }

    private static async Task<string> RefusalAsync(NumberEntry entry) => (await Assert.ThrowsAsync<NotDurable>(() => entry.WaitAsync().AsTask())).Message;
}
