using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using TaskTracker.Deployment;

namespace TaskTracker.Cli;

/// <summary>The conformance suite against a deployed stack, as <c>dotnet test</c> runs it.</summary>
internal static partial class ConformanceRun
{
    private const string Project = "harness/tests/Conformance";

    /// <param name="record">Of the deployment.</param>
    /// <param name="log">Where its whole output goes.</param>
    public static async Task<(int ExitCode, string Detail)> RunAsync(Workspace workspace, string record, string log, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", ["test", "--project", Project, "-c", "Release", "--no-progress"])
        {
            WorkingDirectory = workspace.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TASKTRACKER_DEPLOYMENT"] = record, ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["DOTNET_NOLOGO"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new Failure(ExitCode.CheckFailed, "dotnet was not started.");
        }
        catch (Win32Exception)
        {
            return (ExitCode.CheckFailed, "the suite needs the .NET SDK, and there is no 'dotnet' on the PATH");
        }

        using (process)
        {
            process.StandardInput.Close();
            var (code, text) = await EndAsync(process, cancellation).ConfigureAwait(false);
            await File.WriteAllTextAsync(log, text, cancellation).ConfigureAwait(false);
            return Judge(code, text, log);
        }
    }

    internal static (int ExitCode, string Detail) Judge(int code, string text, string log)
    {
        var counts = Count().Matches(text).GroupBy(m => m.Groups["what"].Value).ToDictionary(g => g.Key, g => g.Last().Groups["n"].Value);
        if (!counts.TryGetValue("succeeded", out var succeeded)) return (ExitCode.CheckFailed, $"the suite did not run; see {log}");
        var (failed, skipped) = (counts.GetValueOrDefault("failed", "0"), counts.GetValueOrDefault("skipped", "0"));
        var detail = $"{succeeded} passed, {failed} failed, {skipped} skipped";
        return code == 0 && failed == "0" ? (ExitCode.Ok, detail) : (ExitCode.CheckFailed, $"{detail}; see {log}");
    }

    private static async Task<(int ExitCode, string Text)> EndAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false) + await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The lines of the summary that <c>dotnet test</c> writes last.</summary>
    [GeneratedRegex(@"^\s*(?<what>succeeded|failed|skipped): (?<n>\d+)", RegexOptions.Multiline)]
    private static partial Regex Count();
}
