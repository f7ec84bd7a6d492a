using System.IO.Compression;
using TaskTracker.Deployment.Packaging;

namespace TaskTracker.Deployment.Development;

/// <param name="Zip">Runs on this machine only: it starts the SDK's own runtime.</param>
/// <param name="Assembly">What that runtime is given.</param>
public sealed record DevelopmentPackage(string Zip, string Assembly, TimeSpan Took);

/// <summary>The functions compiled for the machine's .NET runtime instead of to native code: seconds instead of half a minute, and slower to start.</summary>
/// <remarks>It takes the place of the package's code while one develops; it is never deployed anywhere else.</remarks>
public sealed class DevelopmentBuild(string root, TimeProvider time)
{
    private const int ExecutableFile = (0x8000 | 0b111_101_101) << 16;
    private const int PlainFile = (0x8000 | 0b110_100_100) << 16;

    private readonly string _project = Path.Combine(root, "functions", "TaskTracker.Functions", "TaskTracker.Functions.csproj");
    private readonly string _folder = Path.Combine(root, ".tasktracker", "development");

    /// <exception cref="PackageProblem">With the compiler's errors.</exception>
    public async Task<DevelopmentPackage> BuildAsync(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var output = Path.Combine(_folder, "out");
        string[] arguments =
        [
            "build", _project,
            "--configuration", "Debug",
            "--artifacts-path", _folder,
            "--output", output,
            "--verbosity", "quiet",
            "-p:UseSharedCompilation=true", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false",
            .. IsRestored ? ["--no-restore"] : Array.Empty<string>(),
        ];
        var result = await OtherProgram.RunAsync(Dotnet, arguments, root, cancellation).ConfigureAwait(false);
        if (result.ExitCode != 0) throw PackageProblem.PublishFailed(NativePublish.Errors(result.Output, root));

        var zip = Path.Combine(_folder, "functions.zip");
        WholeFile.Write(zip, Pack(output));
        return new DevelopmentPackage(zip, Path.Combine(output, "bootstrap.dll"), time.GetElapsedTime(started));
    }

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Whether the packages of the project are there and are still the ones it names.</summary>
    private bool IsRestored
    {
        get
        {
            var assets = new FileInfo(Path.Combine(_folder, "obj", "TaskTracker.Functions", "project.assets.json"));
            string[] deciding = [_project, Path.Combine(root, "Directory.Packages.props"), Path.Combine(root, "Directory.Build.props")];
            return assets.Exists && deciding.All(file => File.GetLastWriteTimeUtc(file) < assets.LastWriteTimeUtc);
        }
    }

    /// <summary><c>bootstrap</c> starts the assembly of that name with the runtime that built it: a function's environment names none.</summary>
    private static byte[] Pack(string folder)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "bootstrap", ExecutableFile).Write(System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\nexec \"{DotnetPath()}\" \"${{0%/*}}/app/bootstrap.dll\"\n"));
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                Add(zip, "app/" + Path.GetRelativePath(folder, file).Replace('\\', '/'), PlainFile).Write(File.ReadAllBytes(file));
            }
        }

        return buffer.ToArray();
    }

    private static Entry Add(ZipArchive zip, string name, int attributes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.ExternalAttributes = attributes;
        return new Entry(entry);
    }

    private static string DotnetPath()
    {
        if (Path.IsPathRooted(Dotnet)) return Dotnet;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, Dotnet)).FirstOrDefault(File.Exists) ?? Dotnet;
    }

    private readonly record struct Entry(ZipArchiveEntry Zipped)
    {
        public void Write(ReadOnlySpan<byte> content)
        {
            using var stream = Zipped.Open();
            stream.Write(content);
        }
    }
}
