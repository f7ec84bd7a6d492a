using System.ComponentModel;
using TaskTracker.Deployment.Packaging;

namespace TaskTracker.Deployment.Development;

/// <param name="Zip">Runs on this machine only: it starts the SDK's own runtime.</param>
/// <param name="Assembly">What that runtime is given.</param>
public sealed record DevelopmentPackage(string Zip, string Assembly, TimeSpan Took);

/// <summary>The functions compiled for the machine's .NET runtime instead of to native code: seconds instead of half a minute, and slower to start.</summary>
/// <remarks>It takes the place of the package's code while one develops; it is never deployed anywhere else.</remarks>
/// <param name="pipe">Of a server that keeps the compiler in memory, when there is one of one's own.</param>
public sealed class DevelopmentBuild(string root, TimeProvider time, string? pipe = null)
{
    private static readonly string[] SettingsOfAll = ["Directory.Packages.props", "Directory.Build.props", "global.json"];

    private readonly string _project = Path.Combine(root, "functions", "TaskTracker.Functions", "TaskTracker.Functions.csproj");
    private readonly string _folder = Path.Combine(root, ".tasktracker", "development");

    /// <summary>The compiler's server, once the SDK has built and as long as the compiler alone can build again; <c>null</c> otherwise.</summary>
    public string? CompilerServer => LastCall?.Server;

    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private string Output => Path.Combine(_folder, "out");

    private string CallFile => Path.Combine(_folder, "compiler-call.txt");

    private CompilerCall? LastCall => CompilerCall.Find(_project, CallFile, Deciding);

    private IEnumerable<string> Deciding => SettingsOfAll.Select(name => Path.Combine(root, name));

    /// <exception cref="PackageProblem">With the compiler's errors.</exception>
    public async Task<DevelopmentPackage> BuildAsync(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var result = await CompileAsync(cancellation).ConfigureAwait(false);
        if (result.ExitCode != 0) throw PackageProblem.PublishFailed(NativePublish.Errors(result.Output, root));

        var zip = Path.Combine(_folder, "functions.zip");
        WholeFile.Write(zip, DevelopmentZip.Of(Output, DotnetPath()));
        return new DevelopmentPackage(zip, Path.Combine(Output, "bootstrap.dll"), time.GetElapsedTime(started));
    }

    /// <summary>Has the SDK build what it can, at the lowest priority, so that it is done when somebody saves. Cancelled, it leaves nothing half done.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await BuildWithSdkAsync(["nice", "-n", "19", Dotnet], cancellation).ConfigureAwait(false);
        }
        catch (Win32Exception)
        {
            // Without nice it is done when somebody saves.
        }
        catch (OperationCanceledException)
        {
            // What may be half written is as new as what it was made from.
            var halves = Path.Combine(_folder, "obj", "TaskTracker.Functions", "debug");
            if (Directory.Exists(halves)) Directory.Delete(halves, recursive: true);
            throw;
        }
    }

    private async Task<ProgramResult> CompileAsync(CancellationToken cancellation)
    {
        try
        {
            return pipe is not null && LastCall is { } call
                ? await call.RepeatAsync(pipe, Output, cancellation).ConfigureAwait(false)
                : await BuildWithSdkAsync([Dotnet], cancellation).ConfigureAwait(false);
        }
        catch (Win32Exception)
        {
            throw PackageProblem.DotnetMissing();
        }
    }

    private async Task<ProgramResult> BuildWithSdkAsync(string[] dotnet, CancellationToken cancellation)
    {
        var asked = time.GetUtcNow().UtcDateTime;
        Directory.CreateDirectory(_folder);
        var targets = Path.Combine(_folder, "compiler-call.targets");
        await File.WriteAllTextAsync(targets, CompilerCall.Targets, cancellation).ConfigureAwait(false);
        string[] arguments =
        [
            .. dotnet[1..], "build", _project,
            "--configuration", "Debug",
            "--artifacts-path", _folder,
            "--output", Output,
            "--verbosity", "quiet",
            "-p:RunAnalyzers=false", "-p:EnableNETAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false", "-p:TieredPGO=false",
            $"-p:UseSharedCompilation={(pipe is null ? "true" : "false")}",
            "-p:ProvideCommandLineArgs=true", $"-p:CustomAfterMicrosoftCommonTargets={targets}", $"-p:CompilerCall={CallFile}",
            .. IsRestored ? ["--no-restore"] : Array.Empty<string>(),
        ];
        var result = await OtherProgram.RunAsync(dotnet[0], arguments, root, cancellation).ConfigureAwait(false);
        if (result.ExitCode == 0 && File.Exists(CallFile)) File.SetLastWriteTimeUtc(CallFile, asked);
        return result;
    }

    /// <summary>Whether the packages of the project are there and are still the ones it names.</summary>
    private bool IsRestored
    {
        get
        {
            var assets = new FileInfo(Path.Combine(_folder, "obj", "TaskTracker.Functions", "project.assets.json"));
            return assets.Exists && Deciding.Append(_project).All(file => File.GetLastWriteTimeUtc(file) < assets.LastWriteTimeUtc);
        }
    }

    private static string DotnetPath()
    {
        if (Path.IsPathRooted(Dotnet)) return Dotnet;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Select(folder => Path.Combine(folder, Dotnet)).FirstOrDefault(File.Exists) ?? Dotnet;
    }
}
