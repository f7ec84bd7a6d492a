using System.Runtime.InteropServices;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>The system calls that starting and ending a process group and reading its output take, which .NET's own process class does not offer.</summary>
internal static unsafe partial class Posix
{
    public const int NoEntry = 2;
    public const int NoExecutable = 8;
    public const int NoMemory = 12;
    public const int NoAccess = 13;
    public const int NoFilesOfSystem = 23;
    public const int NoFiles = 24;
    public const int TextBusy = 26;
    public const short SetProcessGroup = 0x02;
    public const short SetSignalDefaults = 0x04;
    public const short SetSignalMask = 0x08;

    public static readonly int Again = OperatingSystem.IsMacOS() ? 35 : 11;

    /// <summary>More than any platform's structure of that name holds.</summary>
    public const int OpaqueBytes = 512;

    private const int OfProcess = 0;
    private const int Behind = 5;
    private const int Kill9 = 9;
    private const int NoHang = 1;
    private const int Exited = 4;
    private const int IdentifiedByPid = 1;
    private const short Readable = 1;

    // Since glibc 2.34.
    private static readonly delegate* unmanaged<byte*, int, int> CloseFrom =
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "posix_spawn_file_actions_addclosefrom_np", out var address)
            ? (delegate* unmanaged<byte*, int, int>)address
            : null;

    private static readonly int KeepWaitable = OperatingSystem.IsMacOS() ? 0x20 : 0x01000000;

    /// <summary>Whether the process has ended; it keeps its id until it is reaped.</summary>
    public static bool HasEnded(int pid)
    {
        var state = stackalloc byte[OpaqueBytes];
        new Span<byte>(state, OpaqueBytes).Clear();
        // The signal's number is the structure's first member: 0 while the process runs.
        return WaitId(IdentifiedByPid, pid, state, Exited | NoHang | KeepWaitable) == 0 && *(int*)state != 0;
    }

    /// <summary>Forgets an ended process and tells how it ended.</summary>
    public static ExitStatus Reap(int pid)
    {
        var status = 0;
        _ = WaitPid(pid, &status, NoHang);
        var signal = status & 0x7f;
        return signal == 0 ? new ExitStatus(Code: (status >> 8) & 0xff, Signal: null) : new ExitStatus(Code: null, Signal: signal);
    }

    /// <summary>Lets a process that has just been started, and the threads that it will make, stand back behind those of the emulator where all of them want a processor.</summary>
    public static void StandBack(int pid) => _ = SetPriority(OfProcess, pid, Priority(OfProcess, 0) + Behind);

    public static void KillGroup(int pid) => _ = Kill(-pid, Kill9);

    /// <summary>Reads from a pipe without waiting for what is not there.</summary>
    /// <returns>How many bytes; 0 when there are none.</returns>
    public static int ReadWhatIsThere(SafeHandle pipe, Span<byte> buffer)
    {
        var asked = new PollRequest { Descriptor = (int)pipe.DangerousGetHandle(), Wanted = Readable };
        if (Poll(&asked, 1, 0) <= 0 || (asked.Found & Readable) == 0) return 0;
        fixed (byte* room = buffer) return (int)Math.Max(0, Read(asked.Descriptor, room, buffer.Length));
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    public static partial int Spawn(int* pid, byte* path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int ActionsInit(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial int ActionsDestroy(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int ActionsDuplicate(byte* actions, int from, int to);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ActionsOpen(byte* actions, int descriptor, string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ActionsChangeFolder(byte* actions, string path);

    /// <summary>Closes every descriptor from one on; a system without that call keeps those that the emulator itself has inherited.</summary>
    public static int ActionsCloseFrom(byte* actions, int descriptor) => CloseFrom == null ? 0 : CloseFrom(actions, descriptor);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static partial int AttributesInit(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    public static partial int AttributesDestroy(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static partial int AttributesSetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setpgroup")]
    public static partial int AttributesSetGroup(byte* attributes, int group);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int AttributesSetDefaults(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int AttributesSetMask(byte* attributes, byte* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    public static partial int SignalsNone(byte* signals);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    public static partial int SignalsAll(byte* signals);

    [LibraryImport("libc", EntryPoint = "waitid")]
    private static partial int WaitId(int kind, int id, byte* state, int options);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    private static partial int WaitPid(int pid, int* status, int options);

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int Priority(int which, int who);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(PollRequest* requests, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, byte* buffer, nint length);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}

/// <param name="Code">Of a process that ended itself.</param>
/// <param name="Signal">That ended it.</param>
internal sealed record ExitStatus(int? Code, int? Signal)
{
    /// <summary>As Lambda words it: <c>exit status 1</c>, <c>signal: killed</c>; empty for a clean exit.</summary>
    public override string ToString() => (Code, Signal) switch
    {
        (0, _) => "",
        ({ } code, _) => $"exit status {code}",
        (_, 4) => "signal: illegal instruction",
        (_, 6) => "signal: aborted",
        (_, 9) => "signal: killed",
        (_, 11) => "signal: segmentation fault",
        (_, 15) => "signal: terminated",
        (_, var signal) => $"signal {signal}",
    };
}
