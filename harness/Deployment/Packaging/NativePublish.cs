using System.ComponentModel;

namespace TaskTracker.Deployment.Packaging;

/// <summary>Compiles and links the executable with the .NET SDK.</summary>
internal static class NativePublish
{
    private const int ShownErrors = 20;

    /// <summary>A failed linker quotes its whole command line.</summary>
    private const int ShownCharacters = 400;

    /// <returns>The path of the executable.</returns>
    /// <exception cref="PackageProblem">With the compiler's errors.</exception>
    public static async Task<string> RunAsync(PackageOptions options, NativeToolchain toolchain, CancellationToken cancellation)
    {
        var output = Path.Combine(options.Build, "publish");
        string[] arguments =
        [
            "publish", options.Project,
            "--configuration", "Release",
            "--runtime", options.Architecture.RuntimeIdentifier,
            "--artifacts-path", options.Build,
            "--output", output,
            "--disable-build-servers",
            "--verbosity", "quiet",
            .. toolchain.Properties,
        ];
        var result = await RunDotnetAsync(arguments, options.Root, cancellation);

        return result.ExitCode == 0 ? Path.Combine(output, "bootstrap") : throw PackageProblem.PublishFailed(Errors(result.Output, options.Root));
    }

    /// <summary>The compiler's errors, each once and with paths as they are in the checkout; all of the output when there are none.</summary>
    public static string Errors(string output, string root)
    {
        var lines = output.Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries);
        var errors = lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(Shown).Distinct().Take(ShownErrors).ToList();

        return errors.Count > 0 ? string.Join('\n', errors) : output.Trim();
    }

    /// <summary>MSBuild ends each line with the project in brackets.</summary>
    private static string Shown(string line)
    {
        var project = line.LastIndexOf(" [", StringComparison.Ordinal);
        var error = project > 0 && line.EndsWith("proj]", StringComparison.Ordinal) ? line[..project] : line;

        return error.Length > ShownCharacters ? $"{error[..ShownCharacters]}…" : error;
    }

    private static async Task<ProgramResult> RunDotnetAsync(string[] arguments, string root, CancellationToken cancellation)
    {
        try
        {
            return await OtherProgram.RunAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments, root, cancellation);
        }
        catch (Win32Exception)
        {
            throw PackageProblem.DotnetMissing();
        }
    }
}
