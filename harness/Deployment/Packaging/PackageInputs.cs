using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TaskTracker.Deployment.Packaging;

/// <summary>The files that decide about the package's bytes.</summary>
/// <param name="Paths">Relative to the root, with slashes, in ordinal order.</param>
internal sealed record PackageInputs(string Root, IReadOnlyList<string> Paths)
{
    /// <summary>Raised when the way of packaging itself changes.</summary>
    private const string Recipe = "2";

    private const string Versions = "Directory.Packages.props";

    /// <summary>Files of the checkout, and the folder of the executable; each as git names it.</summary>
    public static readonly IReadOnlyList<string> Sources =
        ["Directory.Build.props", Versions, "global.json", "functions/TaskTracker.Functions"];

    public static PackageInputs Of(string root)
    {
        var paths = Sources.SelectMany(source => FilesOf(root, source)).Order(StringComparer.Ordinal);

        return new PackageInputs(root, [.. paths]);
    }

    public string Hash(PackageArchitecture architecture)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Recipe}\0{architecture.Name}\0"));
        foreach (var path in Paths)
        {
            var content = path == Versions ? VersionsOfItsPackages() : File.ReadAllBytes(Path.Combine(Root, path));
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{content.Length}\0"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The versions of the packages that the executable is made of: those of others decide about nothing here.</summary>
    private byte[] VersionsOfItsPackages()
    {
        var named = Paths.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).SelectMany(path => Includes(path, "PackageReference")).ToHashSet();
        var lines = Includes(Versions, "PackageVersion", "Version").Where(line => named.Contains(line.Split(' ')[0]));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal)));
    }

    private IEnumerable<string> Includes(string path, string element, string? attribute = null)
    {
        try
        {
            return
            [
                .. from item in XElement.Load(Path.Combine(Root, path)).Descendants(element)
                   let name = (string?)item.Attribute("Include") ?? ""
                   select attribute is null ? name : $"{name} {(string?)item.Attribute(attribute)}",
            ];
        }
        catch (XmlException)
        {
            // The build will say so, and better.
            return [];
        }
    }

    /// <remarks>Not what was built, nor how an IDE starts it.</remarks>
    private static IEnumerable<string> FilesOf(string root, string source)
    {
        string[] others = [$"{source}/bin/", $"{source}/obj/", $"{source}/Properties/"];
        var place = Path.Combine(root, source);
        if (File.Exists(place))
            return [source];
        if (!Directory.Exists(place))
            return [];

        return Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !others.Any(other => file.StartsWith(other, StringComparison.Ordinal)));
    }
}
