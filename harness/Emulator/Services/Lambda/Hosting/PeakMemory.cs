using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>The most memory that a process has had resident. Asked at the end of each invocation, so the file that tells it stays open.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly SafeFileHandle? _status;

    public PeakMemory(int processId)
    {
        try
        {
            _status = File.OpenHandle($"/proc/{processId}/status");
        }
        catch (IOException)
        {
            // There are no such files on this system, or the process has ended already.
        }
    }

    /// <returns>Whole megabytes; 0 where the system does not tell, and once the process has ended.</returns>
    [SkipLocalsInit]
    public int ReadMb()
    {
        if (_status is null) return 0;
        Span<byte> status = stackalloc byte[2048];
        try
        {
            return Parse(status[..RandomAccess.Read(_status, status, fileOffset: 0)]);
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    public void Dispose() => _status?.Dispose();

    private static int Parse(ReadOnlySpan<byte> status)
    {
        var at = status.IndexOf("VmHWM:"u8);
        if (at < 0) return 0;
        var value = status[(at + "VmHWM:".Length)..].TrimStart(" \t"u8);
        return Utf8Parser.TryParse(value, out int kilobytes, out _) ? (kilobytes + 1023) / 1024 : 0;
    }
}
