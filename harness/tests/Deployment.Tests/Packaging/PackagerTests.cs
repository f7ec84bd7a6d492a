using TaskTracker.Deployment.Packaging;

namespace TaskTracker.Deployment.Tests.Packaging;

public sealed class PackagerTests : IDisposable
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly Checkout _checkout = new();
    private readonly List<string> _progress = [];

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task A_package_of_unchanged_sources_is_taken_as_it_is()
    {
        var manifest = _checkout.WritePackage("zip");

        var result = await PackageAsync();

        Assert.Equal(new PackageResult(_checkout.Options.Zip, manifest, WasBuilt: false), result);
        Assert.Empty(_progress);
    }

    [Theory]
    [InlineData("a changed source", Checkout.Source, "return 1;")]
    [InlineData("a new source", "functions/TaskTracker.Functions/Api/New.cs", "")]
    [InlineData("other build settings", "Directory.Build.props", "<Project></Project>")]
    [InlineData("a zip that is not the manifest's", "dist/functions.zip", "zop")]
    [InlineData("a manifest that cannot be read", "dist/functions.manifest.json", "{}")]
    public async Task Anything_else_is_built(string why, string path, string content)
    {
        _checkout.WritePackage("zip");

        _checkout.Write(path, content);

        // The sources are no project that could be built: the attempt is what shows.
        await Assert.ThrowsAsync<PackageProblem>(PackageAsync);
        Assert.True(_progress.Count == 1, why);
    }

    [Theory]
    [InlineData("functions/TaskTracker.Functions/bin/Release/out.cs")]
    [InlineData("functions/TaskTracker.Functions/obj/AssemblyInfo.cs")]
    [InlineData("functions/TaskTracker.Functions/Properties/launchSettings.json")]
    [InlineData("functions/TaskTracker.Functions.Tests/Tests.cs")]
    [InlineData("harness/Emulator/Emulator.cs")]
    public async Task What_is_not_part_of_the_package_does_not_build_it_anew(string path)
    {
        _checkout.WritePackage("zip");

        _checkout.Write(path, "x");

        Assert.False((await PackageAsync()).WasBuilt);
    }

    [Fact]
    public async Task The_versions_of_its_own_packages_decide_and_those_of_others_do_not()
    {
        _checkout.Write("functions/TaskTracker.Functions/TaskTracker.Functions.csproj", """<Project><ItemGroup><PackageReference Include="Used" /></ItemGroup></Project>""");
        _checkout.Write("Directory.Packages.props", Versions(used: 1, other: 1));
        _checkout.WritePackage("zip");

        _checkout.Write("Directory.Packages.props", Versions(used: 1, other: 2));
        Assert.False((await PackageAsync()).WasBuilt);

        _checkout.Write("Directory.Packages.props", Versions(used: 2, other: 2));
        await Assert.ThrowsAsync<PackageProblem>(PackageAsync);
    }

    [Fact]
    public async Task A_failed_build_shows_what_the_SDK_says()
    {
        var problem = await Assert.ThrowsAsync<PackageProblem>(PackageAsync);

        Assert.StartsWith("The functions do not compile:\n", problem.Message, StringComparison.Ordinal);
        Assert.Contains("error", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", problem.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_checkout.Options.Manifest));
    }

    [Fact]
    public async Task Two_builds_at_once_are_refused()
    {
        Directory.CreateDirectory(_checkout.Options.Build);
        using var turn = BuildTurn.Take(_checkout.Options.Build);

        var problem = await Assert.ThrowsAsync<PackageProblem>(PackageAsync);

        Assert.StartsWith("Another build of the package is under way", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_names_the_last_commit_that_touched_the_sources()
    {
        _checkout.Git("init", "-q");
        _checkout.Git("add", "functions", "Directory.Build.props");
        _checkout.Git("commit", "-q", "-m", "Sources");
        _checkout.WritePackage("zip");
        var first = (await PackageAsync()).Manifest.Commit;
        _checkout.Write("README.md", "Read me");
        _checkout.Git("add", "README.md");
        _checkout.Git("commit", "-q", "-m", "Documents");

        var second = (await PackageAsync()).Manifest.Commit;

        Assert.Matches("^[0-9a-f]{40}$", first);
        Assert.Equal(first, second);
        Assert.Equal(first, PackageManifest.Read(_checkout.Options.Manifest)?.Commit);
    }

    [Fact]
    public async Task The_manifest_marks_changes_that_are_not_committed()
    {
        _checkout.Git("init", "-q");
        _checkout.Git("add", "functions");
        _checkout.Git("commit", "-q", "-m", "Sources");
        _checkout.WritePackage("zip");

        var result = await PackageAsync();

        Assert.Matches("^[0-9a-f]{40}[+]$", result.Manifest.Commit);
    }

    private Task<PackageResult> PackageAsync() => Packager.PackageAsync(_checkout.Options, new Lines(_progress), _cancellation);

    private static string Versions(int used, int other) =>
        $"""<Project><ItemGroup><PackageVersion Include="Used" Version="{used}" /><PackageVersion Include="Other" Version="{other}" /></ItemGroup></Project>""";

    private sealed class Lines(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
