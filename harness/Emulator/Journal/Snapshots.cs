using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Journal;

/// <summary>A copy of all state, kept beside the data.</summary>
internal sealed record Snapshot(string Name, DateTimeOffset SavedAt, long SizeBytes);

/// <summary>Copies of all state in a folder of the data directory, each of one moment.</summary>
internal sealed partial class Snapshots(DataDirectory directory)
{
    private const string Extension = ".db";

    private string Folder => Path.Combine(directory.Path, "snapshots");

    public static bool IsName(string name) => NamePattern().IsMatch(name);

    public IReadOnlyList<Snapshot> List() => !Directory.Exists(Folder) ? []
        : [.. new DirectoryInfo(Folder).EnumerateFiles("*" + Extension).OrderBy(f => f.Name, StringComparer.Ordinal).Select(Of)];

    public Snapshot? Find(string name) => List().FirstOrDefault(s => s.Name == name);

    /// <summary>Copies everything as it is at this moment; nobody waits for it. One of the same name is replaced once the new one is whole.</summary>
    public Snapshot Save(string name)
    {
        Directory.CreateDirectory(Folder);
        var partial = FileOf(name) + ".partial";
        File.Delete(partial);
        directory.CopyTo(partial);
        Disk.Replace(FileOf(name), by: partial);
        return Of(new FileInfo(FileOf(name)));
    }

    /// <summary>Lays a snapshot down to be the state from the next start on.</summary>
    /// <exception cref="DataDirectoryRefused">It is damaged.</exception>
    public void Load(string name)
    {
        var partial = directory.NextDatabase + ".partial";
        DataDirectory.Check(FileOf(name));
        File.Copy(FileOf(name), partial, overwrite: true);
        Disk.Replace(directory.NextDatabase, by: partial);
    }

    private string FileOf(string name) => Path.Combine(Folder, name + Extension);

    private static Snapshot Of(FileInfo file) => new(Path.GetFileNameWithoutExtension(file.Name), file.LastWriteTimeUtc, file.Length);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
    private static partial Regex NamePattern();
}
