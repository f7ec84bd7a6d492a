using System.IO.Compression;

namespace TaskTracker.Deployment.Development;

/// <summary>What the SDK has built, as a package: <c>bootstrap</c> starts the assembly of that name with the runtime that built it, since a function's environment names none.</summary>
internal static class DevelopmentZip
{
    private const int ExecutableFile = (0x8000 | 0b111_101_101) << 16;
    private const int PlainFile = (0x8000 | 0b110_100_100) << 16;

    /// <summary>The same bytes for the same files, so that what is saved unchanged changes nothing.</summary>
    /// <param name="dotnet">The runtime's program.</param>
    public static byte[] Of(string folder, string dotnet)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "bootstrap", ExecutableFile, System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\nexec \"{dotnet}\" \"${{0%/*}}/app/bootstrap.dll\"\n"));
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                Add(zip, "app/" + Path.GetRelativePath(folder, file).Replace('\\', '/'), PlainFile, File.ReadAllBytes(file));
            }
        }

        return buffer.ToArray();
    }

    private static void Add(ZipArchive zip, string name, int attributes, ReadOnlySpan<byte> content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        entry.ExternalAttributes = attributes;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
