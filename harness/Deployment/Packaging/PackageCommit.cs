namespace TaskTracker.Deployment.Packaging;

/// <summary>Which commit a package is built from.</summary>
internal static class PackageCommit
{
    private const string Unknown = "unknown";

    /// <returns>The last commit that touched the inputs, with a <c>+</c> when they have changed since; <c>unknown</c> outside a git checkout.</returns>
    public static async Task<string> ReadAsync(PackageInputs inputs, CancellationToken cancellation)
    {
        try
        {
            var last = await OtherProgram.RunAsync("git", ["log", "-1", "--format=%H", "--", .. PackageInputs.Sources], inputs.Root, cancellation);
            var changes = await OtherProgram.RunAsync("git", ["status", "--porcelain", "--", .. PackageInputs.Sources], inputs.Root, cancellation);
            var commit = last.Output.Trim();
            if (last.ExitCode != 0 || changes.ExitCode != 0 || commit.Length == 0)
                return Unknown;

            return string.IsNullOrWhiteSpace(changes.Output) ? commit : $"{commit}+";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Unknown;
        }
    }
}
