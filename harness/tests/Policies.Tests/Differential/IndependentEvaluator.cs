using System.Diagnostics;

namespace TaskTracker.Policies.Tests.Differential;

/// <summary>The npm package <c>@cloud-copilot/iam-simulate</c> in a process of its own, installed into a folder that git ignores.</summary>
internal static class IndependentEvaluator
{
    /// <summary>Where the package is installed, and this program's side of it lies.</summary>
    public static string Folder { get; } = FindFolder();

    /// <returns>An answer to each pair; or why there is none.</returns>
    public static async Task<(IReadOnlyList<string> Answers, string? Missing)> AskAsync(IReadOnlyList<Pair> pairs, CancellationToken cancellation)
    {
        if (await InstallAsync(Folder, cancellation) is { } missing) return ([], missing);
        using var node = Process.Start(new ProcessStartInfo("node", ["compare.mjs"]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("node did not start.");
        var answers = ReadAsync(node.StandardOutput, cancellation);
        foreach (var pair in pairs) await node.StandardInput.WriteLineAsync(pair.ToJson().AsMemory(), cancellation);
        node.StandardInput.Close();
        var read = await answers;
        await node.WaitForExitAsync(cancellation);
        return (read, null);
    }

    private static async Task<List<string>> ReadAsync(StreamReader output, CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (await output.ReadLineAsync(cancellation) is { } line) lines.Add(line);
        return lines;
    }

    private static async Task<string?> InstallAsync(string folder, CancellationToken cancellation)
    {
        if (Directory.Exists(Path.Combine(folder, "node_modules", "@cloud-copilot", "iam-simulate"))) return null;
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }) ?? throw new InvalidOperationException("npm did not start.");
            var output = npm.StandardOutput.ReadToEndAsync(cancellation);
            var problem = await npm.StandardError.ReadToEndAsync(cancellation);
            await output;
            await npm.WaitForExitAsync(cancellation);
            return npm.ExitCode == 0 ? null : $"npm could not install @cloud-copilot/iam-simulate: {problem.Split('\n')[0]}";
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            return $"npm and Node are needed to compare with @cloud-copilot/iam-simulate: {absent.Message}";
        }
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var here = Path.Combine(folder.FullName, "harness", "tests", "Policies.Tests", "Differential");
            if (File.Exists(Path.Combine(here, "compare.mjs"))) return here;
        }

        throw new DirectoryNotFoundException("The tests run outside a checkout.");
    }
}
