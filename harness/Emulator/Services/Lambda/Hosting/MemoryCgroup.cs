using System.Globalization;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>A control group that holds one environment to its memory; there is none where the system does not let this process make any.</summary>
/// <remarks>Source: https://docs.kernel.org/admin-guide/cgroup-v1/memory.html and https://docs.kernel.org/admin-guide/cgroup-v2.html</remarks>
internal sealed class MemoryCgroup
{
    private static readonly Lazy<CgroupVersion?> Found = new(Find);
    private static int _count;

    private readonly CgroupVersion _version;
    private readonly string _folder;

    private MemoryCgroup(CgroupVersion version, string folder) => (_version, _folder) = (version, folder);

    /// <summary>Whether the system has killed a process in it for its memory.</summary>
    public bool HasKilled => Read(_version.Events).Split('\n').Any(l => l.StartsWith("oom_kill ", StringComparison.Ordinal) && l != "oom_kill 0");

    public int PeakMb => long.TryParse(Read(_version.Peak).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? (int)(bytes >> 20) : 0;

    /// <summary>Puts the process, and what it starts, under the limit.</summary>
    /// <returns><c>null</c> where that cannot be done.</returns>
    public static MemoryCgroup? TryHold(int processId, int megabytes)
    {
        if (Found.Value is not { } version) return null;
        var folder = Path.Combine(version.Parent, string.Create(CultureInfo.InvariantCulture, $"tasktracker-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"));
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, version.Limit), $"{(long)megabytes << 20}");
            version.ForbidSwap(folder, megabytes);
            File.WriteAllText(Path.Combine(folder, "cgroup.procs"), $"{processId}");
            return new MemoryCgroup(version, folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Remove(folder);
            return null;
        }
    }

    /// <summary>Once nothing runs in it.</summary>
    public void Remove() => Remove(_folder);

    private static CgroupVersion? Find()
    {
        try
        {
            var own = File.ReadAllLines("/proc/self/cgroup").Select(l => l.Split(':', 3)).Where(l => l.Length == 3).ToList();
            if (own.Find(l => l[1].Split(',').Contains("memory")) is [_, _, var first])
            {
                return CgroupVersion.One("/sys/fs/cgroup/memory" + first);
            }

            var parent = "/sys/fs/cgroup" + own.Find(l => l[0] == "0")?[2];
            var isDivided = File.ReadAllText(Path.Combine(parent, "cgroup.subtree_control")).Split(' ', '\n').Contains("memory");
            return isDivided ? CgroupVersion.Two(parent) : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            // Its files belong to the system and go with it.
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: false);
        }
        catch (IOException)
        {
            // Something still runs in it: an empty group is left behind and costs nothing.
        }
    }

    private string Read(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(_folder, file));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
