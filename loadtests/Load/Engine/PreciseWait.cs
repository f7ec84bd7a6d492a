using System.Runtime.InteropServices;

namespace TaskTracker.Load.Engine;

/// <summary>Returns when the clock has passed a timestamp; at once when it has already, or when the run is cancelled.</summary>
internal delegate void WaitUntil(long timestamp, CancellationToken cancellation);

/// <summary>Waits on the real clock to within some tens of microseconds: asleep until shortly before, then awake.</summary>
/// <remarks>Timers of the runtime come to the millisecond. Source: https://man7.org/linux/man-pages/man2/nanosleep.2.html, also macOS.</remarks>
internal static partial class PreciseWait
{
    /// <summary>What the kernel may be late by (its timer slack is 50 µs).</summary>
    private static readonly TimeSpan Awake = TimeSpan.FromMicroseconds(80);

    private const int OfProcess = 0;
    private const int CallingThread = 0;
    private const int First = -10;

    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Lets the calling thread go before others, where the user may have that: where the requests are made on the processors that answer them, it would wait for its turn otherwise.
    /// </summary>
    /// <remarks>Source: https://man7.org/linux/man-pages/man2/setpriority.2.html, "C library/kernel differences": on Linux, of one thread.</remarks>
    public static void GoFirst()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfProcess, CallingThread, First);
    }

    public static void Until(long timestamp, CancellationToken cancellation)
    {
        var spinner = default(SpinWait);
        while (!cancellation.IsCancellationRequested)
        {
            var now = TimeProvider.System.GetTimestamp();
            if (now >= timestamp) return;
            var left = TimeProvider.System.GetElapsedTime(now, timestamp);
            if (left > Awake) Sleep(left - Awake < LongestSleep ? left - Awake : LongestSleep);
            else spinner.SpinOnce(sleep1Threshold: -1);
        }
    }

    private static void Sleep(TimeSpan duration) => _ = Sleep(new Span(duration.Ticks / TimeSpan.TicksPerSecond, duration.Ticks % TimeSpan.TicksPerSecond * 100), 0);

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Sleep(in Span requested, nint remaining);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    /// <summary><c>struct timespec</c> of 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Span(long Seconds, long Nanoseconds);
}
