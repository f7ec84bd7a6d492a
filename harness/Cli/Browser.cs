using System.ComponentModel;
using System.Diagnostics;

namespace TaskTracker.Cli;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class Browser
{
    private static readonly string[] Screens = ["DISPLAY", "WAYLAND_DISPLAY"];

    /// <returns>Whether there is one to be asked.</returns>
    public static bool Open(Uri url)
    {
        var hasScreen = OperatingSystem.IsMacOS() || Screens.Any(v => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(v)));
        if (!hasScreen) return false;
        try
        {
            using var opener = Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [url.AbsoluteUri])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            return opener is not null;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
