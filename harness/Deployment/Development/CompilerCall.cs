using TaskTracker.Deployment.Packaging;

namespace TaskTracker.Deployment.Development;

/// <summary>How the SDK has called the compiler for a project. While nothing has changed but what stands in its sources, the same call does for all of a build, in a tenth of the time.</summary>
internal sealed class CompilerCall
{
    private const string OutputOption = "/out:";
    /// <summary>Half a day, in seconds: a server that is asked for nothing else ends after ten minutes.</summary>
    private const string KeepAlive = "/keepalive:43200";
    private static readonly string[] ReadOptions = ["/reference:", "/analyzer:"];

    private readonly string _project;
    private readonly string _compilers;
    private readonly IReadOnlyList<string> _arguments;

    private CompilerCall(string project, string compilers, IReadOnlyList<string> arguments) => (_project, _compilers, _arguments) = (project, compilers, arguments);

    /// <summary>The process that keeps the compiler in memory from one call to the next.</summary>
    public string Server => Path.Combine(_compilers, "VBCSCompiler.dll");

    /// <summary>For the SDK: writes down the call in the file that the property <c>CompilerCall</c> names, beginning with the compilers' folder.</summary>
    public const string Targets = """
        <Project>
          <Target Name="WriteCompilerCall" AfterTargets="CoreCompile" Condition="'@(CscCommandLineArgs)' != ''">
            <WriteLinesToFile File="$(CompilerCall)" Lines="$(RoslynTargetsPath)/bincore;@(CscCommandLineArgs)" Overwrite="true" />
          </Target>
        </Project>
        """;

    /// <param name="file">What the SDK has written, as old as what it has read.</param>
    /// <param name="deciding">What decides about the call, besides the project's own files.</param>
    /// <returns><c>null</c> when only the SDK knows how the compiler is to be called.</returns>
    public static CompilerCall? Find(string project, string file, IEnumerable<string> deciding)
    {
        if (!File.Exists(file) || File.ReadAllLines(file) is not [var compilers, .. var arguments]) return null;
        var folder = FolderOf(project);
        var own = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !IsOutside(Path.GetRelativePath(folder, f))).ToLookup(IsSource);
        var (written, call) = (File.GetLastWriteTimeUtc(file), new CompilerCall(project, compilers, arguments));
        return own[false].Concat(deciding).All(f => File.GetLastWriteTimeUtc(f) < written) && own[true].ToHashSet().SetEquals(call.Sources) && call.IsComplete ? call : null;
    }

    /// <summary>Compiles into the folder that the SDK has built into.</summary>
    /// <param name="pipe">Of the compiler's server.</param>
    public async Task<ProgramResult> RepeatAsync(string pipe, string output, CancellationToken cancellation)
    {
        var response = Path.ChangeExtension(Assembly, ".rsp");
        await File.WriteAllLinesAsync(response, _arguments.Where(a => a != "/noconfig").Select(a => a.Contains('"', StringComparison.Ordinal) ? a : $"\"{a}\""), cancellation).ConfigureAwait(false);
        string[] arguments = ["exec", Path.Combine(_compilers, "csc.dll"), "/noconfig", $"/shared:{pipe}", KeepAlive, "/fullpaths", $"@{response}"];
        var result = await OtherProgram.RunAsync(DevelopmentBuild.Dotnet, arguments, FolderOf(_project), cancellation).ConfigureAwait(false);
        if (result.ExitCode != 0) return result;
        foreach (var made in new[] { Assembly, Symbols }) File.Copy(made, Path.Combine(output, Path.GetFileName(made)), overwrite: true);
        return result;
    }

    private IEnumerable<string> Sources
    {
        get
        {
            var folder = FolderOf(_project) + Path.DirectorySeparatorChar;
            return _arguments.Where(IsSource).Select(a => Path.GetFullPath(a, folder)).Where(f => f.StartsWith(folder, StringComparison.Ordinal));
        }
    }

    /// <summary>What it reads is there, and so is what the SDK has made of it.</summary>
    private bool IsComplete => File.Exists(Server) && File.Exists(Assembly) && File.Exists(Symbols)
        && ReadOptions.All(option => ValuesOf(option).All(File.Exists));

    private string Assembly => Path.GetFullPath(ValuesOf(OutputOption).FirstOrDefault() ?? "", FolderOf(_project));

    private string Symbols => Path.ChangeExtension(Assembly, ".pdb");

    private IEnumerable<string> ValuesOf(string option) => _arguments.Where(a => a.StartsWith(option, StringComparison.Ordinal)).Select(a => a[option.Length..].Trim('"'));

    private static string FolderOf(string project) => Path.GetDirectoryName(project) ?? "";

    private static bool IsSource(string file) => file.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>What was built, and how an IDE starts it.</summary>
    private static bool IsOutside(string path) => path.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj" or "Properties";
}
