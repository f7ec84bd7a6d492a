namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>What one version of control groups calls its files.</summary>
/// <param name="Parent">The folder in which groups are made.</param>
/// <param name="Swap">The limit of version 1 is of memory and swap together, that of version 2 of swap alone; there is neither where the kernel does not account for swap.</param>
internal sealed record CgroupVersion(string Parent, string Limit, string Events, string Peak, string Swap)
{
    private const string SwapAlone = "memory.swap.max";

    public static CgroupVersion One(string parent) => new(parent, "memory.limit_in_bytes", "memory.oom_control", "memory.max_usage_in_bytes", "memory.memsw.limit_in_bytes");

    public static CgroupVersion Two(string parent) => new(parent, "memory.max", "memory.events", "memory.peak", SwapAlone);

    /// <summary>What does not fit into its memory ends, and does not go to the disk instead.</summary>
    /// <param name="folder">The group.</param>
    public void ForbidSwap(string folder, int megabytes)
    {
        var file = Path.Combine(folder, Swap);
        if (File.Exists(file)) File.WriteAllText(file, Swap == SwapAlone ? "0" : $"{(long)megabytes << 20}");
    }
}
