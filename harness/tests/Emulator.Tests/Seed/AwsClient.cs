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
                return new AwsClient(path, version, version >= (generation == 1 ? new Version(1, 29) : new Version(2, 13)));
            }
        }

        return null;
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
