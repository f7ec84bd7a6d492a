namespace TaskTracker.Cli.Reports;

/// <summary>A file that a command was asked to write beside what it says.</summary>
internal static class ReportFile
{
    /// <exception cref="Failure">It cannot be written there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            using var file = File.Create(path);
            write(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new Failure(ExitCode.Usage, $"'{path}' cannot be written: {problem.Message}");
        }
    }
}
