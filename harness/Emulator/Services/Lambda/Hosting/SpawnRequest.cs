namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>A process to start, in a process group of its own, with nothing inherited but what stands here.</summary>
/// <param name="Program">Absolute path.</param>
/// <param name="Input">Descriptor that becomes its standard input; <c>null</c> for none.</param>
/// <param name="Output">Descriptor that becomes its standard output and error; <c>null</c> for none.</param>
internal sealed record SpawnRequest(
    string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Folder, int? Input = null, int? Output = null);

/// <summary>The system did not start a process.</summary>
/// <param name="error">The system's number for it.</param>
internal sealed class SpawnFailed(int error, string program)
    : IOException($"Cannot start {program}: {new System.ComponentModel.Win32Exception(error).Message}.{Hint(error)}")
{
    public int Error { get; } = error;

    public string Program { get; } = program;

    /// <summary>The program is as it should be; this machine has no room for its process.</summary>
    public bool IsOfMachine => Error is Posix.NoMemory or Posix.NoFilesOfSystem or Posix.NoFiles || Error == Posix.Again;

    private static string Hint(int error) => error switch
    {
        Posix.NoFilesOfSystem or Posix.NoFiles => " The emulator needs more open files: see ulimit -n.",
        _ when error == Posix.Again => " The machine allows no more processes: see ulimit -u, and pids.max of the control group.",
        _ => "",
    };
}
