using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>A directory that cannot be written to is refused at the start, before anything is acknowledged, and is as it was.</summary>
public sealed class ReadOnlyTests : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private bool _isMounted;

    public async ValueTask InitializeAsync() => _isMounted = await _data.MountAsync("size=8m");

    [Fact]
    public async Task It_is_refused_with_the_reason_and_used_again_when_it_can_be_written_to()
    {
        Assert.SkipUnless(_isMounted, "Mounting a disk needs root.");
        await _data.RunAsync(http => http.SendAsync("s3", "PUT", "/kept-bucket"));
        Assert.True(await _data.RemountAsync("ro"));

        var refusal = await Assert.ThrowsAsync<DataDirectoryRefused>(_data.StartAsync);
        await _data.RemountAsync("rw");

        Assert.Contains($"The data directory {_data.Path} cannot be written to", refusal.Message, StringComparison.Ordinal);
        await _data.RunAsync(async http => Assert.Equal(200, (await http.SendAsync("s3", "HEAD", "/kept-bucket")).Status));
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMounted) await _data.UnmountAsync();
        _data.Dispose();
    }
}
