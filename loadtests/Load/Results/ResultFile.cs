using System.Text.Json;

namespace TaskTracker.Load.Results;

/// <summary>A file that is none, or holds what it should not; the message names it.</summary>
public sealed class UnreadableFile(string message) : Exception(message);

/// <summary><c>results.json</c> of a report's folder.</summary>
public static class ResultFile
{
    public const string Name = "results.json";

    public static void Write(string folder, RunResult result) =>
        File.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(result, ResultJson.Default.RunResult) + "\n");

    /// <param name="path">Of the file or of its folder.</param>
    /// <exception cref="UnreadableFile">There is none, or it is of another schema.</exception>
    public static RunResult Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, Name) : path;
        if (!File.Exists(file)) throw new UnreadableFile($"There is no file {file}.");
        try
        {
            var result = JsonSerializer.Deserialize(File.ReadAllBytes(file), ResultJson.Default.RunResult);
            return result is { Schema: RunResult.CurrentSchema } ? result : throw new UnreadableFile($"{file} has schema {result?.Schema}; this version reads {RunResult.CurrentSchema}.");
        }
        catch (JsonException problem)
        {
            throw new UnreadableFile($"{file} holds no results of a load run: {problem.Message}");
        }
    }

    /// <summary>One run, or every run in a folder of reports.</summary>
    /// <exception cref="UnreadableFile">There is none.</exception>
    public static IReadOnlyList<RunResult> ReadAll(string path)
    {
        if (!Directory.Exists(path) || File.Exists(Path.Combine(path, Name))) return [Read(path)];
        var runs = Directory.EnumerateDirectories(path).Where(d => File.Exists(Path.Combine(d, Name))).Order(StringComparer.Ordinal).Select(Read).ToList();
        return runs.Count > 0 ? runs : throw new UnreadableFile($"There is no {Name} in {path} or in a folder of it.");
    }
}
