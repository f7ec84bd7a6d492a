using System.Diagnostics;

namespace TaskTracker.Emulation.Tests.Seed;

/// <summary>An AWS CLI of this machine.</summary>
/// <param name="ReadsEndpoint">Whether it obeys <c>AWS_ENDPOINT_URL</c>: 1.29 and 2.13 and later do.</param>
public sealed record AwsClient(string Path, Version Version, bool ReadsEndpoint)
{
    /// <summary>The first of a generation on the PATH or among Debian's programs; <c>null</c> without one.</summary>
    public static async Task<AwsClient?> FindAsync(int generation)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Append("/usr/bin").Distinct();
        foreach (var path in folders.Select(f => System.IO.Path.Combine(f, "aws")).Where(File.Exists))
        {
            if (await VersionAsync(path) is { } version && version.Major == generation)
            {
                return new AwsClient(await ProgramAsync(path), version, version >= (generation == 1 ? new Version(1, 29) : new Version(2, 13)));
            }
        }

        return null;
    }

    /// <summary>What a launcher of pyenv starts, which takes as long to find it as the CLI to run.</summary>
    private static async Task<string> ProgramAsync(string path)
    {
        if (!path.EndsWith("/shims/aws", StringComparison.Ordinal)) return path;
        using var process = Process.Start(new ProcessStartInfo("pyenv", ["which", "aws"]) { RedirectStandardOutput = true });
        if (process is null) return path;
        var found = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? found : path;
    }

    /// <summary>From a line such as <c>aws-cli/2.9.19 Python/3.11.2</c>.</summary>
    private static async Task<Version?> VersionAsync(string path)
    {
        using var process = Process.Start(new ProcessStartInfo(path, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true });
        if (process is null) return null;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return Version.TryParse(said.Split(' ')[0].Split('/')[^1], out var version) ? version : null;
    }
}
