using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskTracker.Deployment.Packaging;

namespace TaskTracker.Cli.Commands;

/// <summary><c>tasktracker package</c>: the functions as the one zip that every target is given.</summary>
internal static class PackageCommand
{
    public static Command Create(Output output)
    {
        var arch = new Option<string>("--arch")
        {
            Description = "x64 or arm64.",
            DefaultValueFactory = _ => PackageArchitecture.OfThisMachine.Name,
        };
        arch.MustBe("x64 or arm64", text => PackageArchitecture.Named(text) is not null);
        var json = new Option<bool>("--json") { Description = "Writes the result as JSON." };
        var command = new Command("package", "Builds dist/functions.zip, where its sources have changed.") { arch, json };
        command.SetAction((parsed, cancellation) =>
            RunAsync(PackageArchitecture.Named(parsed.GetRequiredValue(arch)) ?? PackageArchitecture.OfThisMachine, parsed.GetValue(json), output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(PackageArchitecture architecture, bool isJson, Output output, CancellationToken cancellation)
    {
        var workspace = Checkout.Here();
        var package = await output.DuringAsync(
            "packaging", activity => Packages.BuildAsync(workspace, architecture, activity, cancellation)).ConfigureAwait(false);
        if (isJson) output.Line(JsonSerializer.Serialize(package, PackageResultJson.Default.PackageResult));
        else Show(package, output);
        return ExitCode.Ok;
    }

    private static void Show(PackageResult package, Output output) =>
        output.Facts(
            ("package", package.Zip),
            ("SHA-256", package.Manifest.Sha256),
            ("for", $"{package.Manifest.Architecture}, glibc {package.Manifest.Glibc} or newer"),
            ("from", $"{package.Manifest.Commit}{(package.WasBuilt ? "" : ", unchanged since it was built")}"));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PackageResult))]
internal sealed partial class PackageResultJson : JsonSerializerContext;
