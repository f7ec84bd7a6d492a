namespace TaskTracker.Page.Tests;

/// <summary>The machine's own browser: Playwright's is downloaded, and needs a network.</summary>
internal static class Chromium
{
    private static readonly string[] Usual =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];

    /// <summary>Without a sandbox of its own, which root may not have; and quiet towards the network.</summary>
    public static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary><c>null</c> where there is none.</summary>
    public static string? Path { get; } =
        Environment.GetEnvironmentVariable("TASKTRACKER_CHROMIUM") is { Length: > 0 } named ? named : Usual.FirstOrDefault(File.Exists);
}
