using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class MemoryLimitTests
{
    [Fact]
    [Parity("lambda/memory", Evidence.Deviates, "where no control group can be made, a function may pass its memory for a moment")]
    public async Task Without_control_groups_a_process_that_grows_too_large_is_seen_and_killed()
    {
        await using var host = new ProcessHost();
        var environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" };
        var process = host.Start(new SpawnRequest("/bin/sh", ["-c", "a=x; while :; do a=$a$a; done"], environment, "/"));

        using var limit = new MemoryLimit(process, megabytes: 32, mayGroup: false);
        var exit = await process.Exited;

        Assert.Equal(9, exit.Signal);
        Assert.True(limit.IsExceeded);
    }
}
