using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>What this machine's processors have to do at the moment.</summary>
internal static class Processors
{
    private static readonly SafeFileHandle? Load = File.Exists("/proc/loadavg") ? File.OpenHandle("/proc/loadavg") : null;

    /// <summary>Whether one of them has nothing to do; false where nobody tells.</summary>
    /// <remarks>The fourth figure of <c>/proc/loadavg</c>, such as <c>3/812</c>, begins with how many threads run or could run, the asking one among them.</remarks>
    public static bool IsOneIdle()
    {
        if (Load is null) return false;
        Span<byte> room = stackalloc byte[64];
        ReadOnlySpan<byte> text = room[..RandomAccess.Read(Load, room, fileOffset: 0)];
        for (var figure = 0; figure < 3; figure++) text = text[(text.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(text, out int running, out _) && running <= Environment.ProcessorCount;
    }
}
