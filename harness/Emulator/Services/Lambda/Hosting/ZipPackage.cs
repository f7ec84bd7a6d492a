using System.IO.Compression;
using System.IO.Hashing;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>Function code as it was uploaded: which archives are accepted, and how they are unpacked.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</remarks>
internal static class ZipPackage
{
    public const long MaxUnzippedBytes = 262_144_000;

    private const int FileTypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    /// <exception cref="Protocols.AwsError">InvalidParameterValueException: empty, no archive, too large, or with a member that is not inside it.</exception>
    public static void Check(byte[] zip)
    {
        if (zip.Length == 0) throw LambdaErrors.EmptyZip();
        using var archive = Open(zip);
        if (archive.Entries.Count == 0) throw LambdaErrors.EmptyZip();
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            total += entry.Length;
            if (total >= MaxUnzippedBytes) throw LambdaErrors.UnzippedTooLarge(MaxUnzippedBytes);
            if (!IsInside(entry.FullName)) throw LambdaErrors.BadZipMember(entry.FullName, "its path leads out of the package");
            if (!IsPlain(entry)) throw LambdaErrors.BadZipMember(entry.FullName, "it is neither a file nor a folder");
        }
    }

    /// <summary>Unpacks a checked archive; files become read-only, and executable where the archive says so.</summary>
    /// <exception cref="Protocols.AwsError">InvalidParameterValueException: it holds more than it declares, or is damaged.</exception>
    public static async Task UnpackAsync(byte[] zip, string folder, CancellationToken cancellation)
    {
        using var archive = Open(zip);
        var left = MaxUnzippedBytes;
        foreach (var entry in archive.Entries)
        {
            var path = Path.Combine(folder, entry.FullName);
            if (entry.FullName.EndsWith('/'))
            {
                Directory.CreateDirectory(path);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
            left -= await WriteAsync(entry, path, left, cancellation).ConfigureAwait(false);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, ModeOf(entry));
        }
    }

    private static async Task<long> WriteAsync(ZipArchiveEntry entry, string path, long mostBytes, CancellationToken cancellation)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            await using var content = await entry.OpenAsync(cancellation).ConfigureAwait(false);
            var buffer = new byte[81920];
            var checksum = new Crc32();
            var written = 0L;
            while (await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
            {
                written += count;
                if (written >= mostBytes) throw LambdaErrors.UnzippedTooLarge(MaxUnzippedBytes);
                checksum.Append(buffer.AsSpan(0, count));
                await file.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            }

            return checksum.GetCurrentHashAsUInt32() == entry.Crc32 ? written : throw LambdaErrors.BadZip();
        }
        catch (InvalidDataException)
        {
            throw LambdaErrors.BadZip();
        }
    }

    private static ZipArchive Open(byte[] zip)
    {
        try
        {
            var archive = new ZipArchive(new MemoryStream(zip, writable: false), ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException)
        {
            throw LambdaErrors.BadZip();
        }
    }

    private static bool IsInside(string name) =>
        name.Length > 0 && !name.StartsWith('/') && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal)
        && !name.Split('/').Contains("..");

    private static bool IsPlain(ZipArchiveEntry entry) => ((entry.ExternalAttributes >> 16) & FileTypeMask) is 0 or RegularFile or Folder;

    private static UnixFileMode ModeOf(ZipArchiveEntry entry)
    {
        const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return Readable | ((UnixFileMode)(entry.ExternalAttributes >> 16) & Executable);
    }
}
