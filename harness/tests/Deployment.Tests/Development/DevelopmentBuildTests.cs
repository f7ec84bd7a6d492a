using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using TaskTracker.Deployment.Development;
using TaskTracker.Deployment.Packaging;

namespace TaskTracker.Deployment.Tests.Development;

public sealed class DevelopmentBuildTests : IDisposable
{
    private const string Folder = "functions/TaskTracker.Functions";

    /// <summary>Writes a line each time the SDK builds it.</summary>
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <AssemblyName>bootstrap</AssemblyName>
          </PropertyGroup>
          <Target Name="Count" AfterTargets="Build">
            <WriteLinesToFile File="$(MSBuildProjectDirectory)/bin/builds" Lines="built" />
          </Target>
        </Project>
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("development").FullName;
    private readonly DevelopmentBuild _build;
    private readonly string _pipe = $"tasktracker-test-{Guid.NewGuid():N}";

    public DevelopmentBuildTests()
    {
        Write($"{Folder}/TaskTracker.Functions.csproj", Project);
        Write($"{Folder}/Program.cs", """System.Console.WriteLine("one");""");
        _build = new DevelopmentBuild(_root, TimeProvider.System, _pipe);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int SdkBuilds => File.ReadAllLines(Path.Combine(_root, Folder, "bin", "builds")).Length;

    public void Dispose()
    {
        if (_build.CompilerServer is { } server)
        {
            using var end = Process.Start(new ProcessStartInfo(DevelopmentBuild.Dotnet, ["exec", server, $"-pipename:{_pipe}", "-shutdown"]) { RedirectStandardOutput = true });
            end?.WaitForExit();
        }

        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Once_the_SDK_has_built_the_compiler_alone_builds_what_is_saved()
    {
        var first = Code(await _build.BuildAsync(Cancellation));

        var unchanged = Code(await _build.BuildAsync(Cancellation));
        Write($"{Folder}/Program.cs", """System.Console.WriteLine("two");""");
        var changed = Code(await _build.BuildAsync(Cancellation));

        Assert.Equal(first, unchanged);
        Assert.Contains(Encoding.Unicode.GetBytes("two"), changed);
        Assert.Equal(1, SdkBuilds);
    }

    [Fact]
    public async Task A_preparation_that_is_cut_short_leaves_nothing_half_done()
    {
        var made = Path.Combine(_root, ".tasktracker", "development", "obj", "TaskTracker.Functions", "debug");
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var preparing = _build.PrepareAsync(hurry.Token);
        while (!Directory.Exists(made)) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);
        await hurry.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preparing);

        Assert.False(Directory.Exists(made));
        Assert.NotEmpty(Code(await _build.BuildAsync(Cancellation)));
    }

    /// <summary>Why, and what is written.</summary>
    [Theory]
    [InlineData("a new source", "More.cs", "internal sealed class More;")]
    [InlineData("other settings", "TaskTracker.Functions.csproj", Project + "<!-- other -->")]
    public async Task What_decides_about_the_compilation_itself_is_built_by_the_SDK(string why, string name, string content)
    {
        await _build.BuildAsync(Cancellation);

        Write($"{Folder}/{name}", content);
        await _build.BuildAsync(Cancellation);

        Assert.Equal((why, 2), (why, SdkBuilds));
    }

    [Fact]
    public async Task A_mistake_is_told_with_its_place_in_the_checkout_and_mended_by_the_next_save()
    {
        await _build.BuildAsync(Cancellation);
        Write($"{Folder}/Program.cs", "\nint");

        var problem = await Assert.ThrowsAsync<PackageProblem>(() => _build.BuildAsync(Cancellation));
        Write($"{Folder}/Program.cs", """System.Console.WriteLine("two");""");
        var mended = Code(await _build.BuildAsync(Cancellation));

        Assert.Contains($"\n{Folder}/Program.cs(2,", problem.Message, StringComparison.Ordinal);
        Assert.Contains(Encoding.Unicode.GetBytes("two"), mended);
        Assert.Equal(1, SdkBuilds);
    }

    private static byte[] Code(DevelopmentPackage package)
    {
        using var zip = ZipFile.OpenRead(package.Zip);
        using var code = zip.GetEntry("app/bootstrap.dll")?.Open() ?? Stream.Null;
        using var content = new MemoryStream();
        code.CopyTo(content);
        return content.ToArray();
    }

    private void Write(string name, string content)
    {
        var file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? _root);
        File.WriteAllText(file, content);
    }
}
