using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class PriorityTests
{
    /// <summary>Of /proc/PID/stat, behind the command's name in parentheses: the state is the third of all fields, the nice value the nineteenth.</summary>
    private const int NiceAfterName = 16;

    [Fact]
    public async Task A_function_stands_back_behind_the_emulator_that_serves_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells another process's priority in a file.");
        await using var host = new ProcessHost();

        var process = host.Start(new SpawnRequest("/bin/sleep", ["60"], new Dictionary<string, string>(), "/"));
        var (function, emulator) = (Nice($"{process.Id}"), Nice("self"));

        Assert.Equal(emulator + 5, function);
    }

    private static int Nice(string process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[NiceAfterName], System.Globalization.CultureInfo.InvariantCulture);
    }
}
