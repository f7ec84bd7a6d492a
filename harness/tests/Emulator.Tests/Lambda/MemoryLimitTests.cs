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

    /// <summary>Version of control groups, the files that a group has, and what stands in the one about swap.</summary>
    [Theory]
    [InlineData(1, "memory.memsw.limit_in_bytes", "67108864")]
    [InlineData(2, "memory.swap.max", "0")]
    public void What_does_not_fit_into_memory_may_not_go_to_the_disk(int version, string file, string limit)
    {
        var parent = Directory.CreateTempSubdirectory("tasktracker-group-");
        var files = version == 1 ? CgroupVersion.One(parent.FullName) : CgroupVersion.Two(parent.FullName);
        var (counted, uncounted) = (parent.CreateSubdirectory("counted").FullName, parent.CreateSubdirectory("uncounted").FullName);
        File.WriteAllText(Path.Combine(counted, file), "max");

        files.ForbidSwap(counted, megabytes: 64);
        files.ForbidSwap(uncounted, megabytes: 64);

        Assert.Equal(limit, File.ReadAllText(Path.Combine(counted, file)));
        Assert.Empty(Directory.GetFiles(uncounted));
        parent.Delete(recursive: true);
    }
}
