using System.Diagnostics;
using System.Net.Http.Json;
using TaskTracker.Deployment;

namespace TaskTracker.Page.Tests;

/// <summary>A terminal with <c>make up</c>, for people to look at; run by <c>make screenshots</c> only.</summary>
public sealed class TerminalPicture(DeployedSite site)
{
    private const string Page = """
        <!doctype html>
        <style>
          body { margin: 0; width: max-content; background: #14171c; color: #d8dee6; font: 14px/1.5 'DejaVu Sans Mono', 'Liberation Mono', Menlo, monospace; }
          pre { margin: 0; padding: 20px 24px; font: inherit; }
          .bold { font-weight: bold; color: #fff; }
          .dim { color: #8b95a3; }
        </style>
        <pre><span class="dim">$</span> <span class="bold">make up</span>
        """;

    [Fact(Explicit = true)]
    public async Task What_make_up_says_is_pictured()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A terminal is had from script of util-linux.");
        await using var person = await site.VisitAsync(PageStates.Screen(ColorScheme.Dark, 1280), open: false);

        var screen = new TerminalScreen(await MakeUpAsync());

        await person.Page.SetContentAsync($"{Page}\n{screen.ToHtml()}</pre>");
        await person.Page.Locator("pre").ScreenshotAsync(new() { Path = Path.Combine(DeployedSite.Root, "reports", "screenshots", "terminal.png") });
        Assert.Contains("TaskTracker runs on this machine.", screen.ToHtml(), StringComparison.Ordinal);
    }

    /// <returns>What it has sent to its terminal until it was there and was used a little.</returns>
    private static async Task<string> MakeUpAsync()
    {
        var start = new ProcessStartInfo("script", ["--quiet", "--flush", "--return", "--command", "stty cols 140 rows 50; exec make up", "/dev/null"])
        {
            WorkingDirectory = DeployedSite.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm-256color";

        // A make that runs in another says so, with its folder.
        foreach (var name in (string[])["MAKELEVEL", "MAKEFLAGS", "MFLAGS"]) start.Environment.Remove(name);
        using var terminal = Process.Start(start) ?? throw new InvalidOperationException("No terminal was started.");
        var sent = "";
        while (!sent.Contains("\nready ", StringComparison.Ordinal) || !sent.EndsWith('\n')) sent += await MoreAsync(terminal);
        await UseAsync();
        while (sent.Split("  warm  ").Length < 4) sent += await MoreAsync(terminal);

        // Ctrl-C.
        terminal.StandardInput.Write('\x03');
        terminal.StandardInput.Close();
        await terminal.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await terminal.WaitForExitAsync(TestContext.Current.CancellationToken);
        return sent;
    }

    private static async Task<string> MoreAsync(Process terminal)
    {
        var buffer = new char[4096];
        var count = await terminal.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken);
        return count > 0 ? new string(buffer, 0, count) : throw new InvalidOperationException("make up has ended before it was used.");
    }

    private static async Task UseAsync()
    {
        var record = DeploymentRecord.Read(Path.Combine(DeployedSite.Root, ".tasktracker", "embedded.json")) ?? throw new InvalidDataException("make up has written no record.");
        using var http = new HttpClient();
        var tasks = new Uri($"{record.ApiUrl}/tasks");
        for (var i = 0; i < 2; i++) using (await http.PostAsJsonAsync(tasks, new Dictionary<string, string> { ["Title"] = "New Task" })) { }
        for (var i = 0; i < 3; i++) using (await http.GetAsync(tasks)) { }
    }
}
