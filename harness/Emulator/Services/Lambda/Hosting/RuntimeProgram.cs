namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>What is started for a runtime: the package's own bootstrap, or this machine's Node with a runtime client.</summary>
/// <param name="Path">Of the program.</param>
internal sealed record RuntimeProgram(string Path, IReadOnlyList<string> Arguments)
{
    private const string NodeClient = "NodeRuntime.mjs";

    private static readonly Lazy<string?> Node = new(() => FindOnPath("node"));

    /// <summary>Whether this machine has a Node.</summary>
    public static bool HasNode => Node.Value is not null;

    public static bool IsNode(string runtime) => runtime.StartsWith("nodejs", StringComparison.Ordinal);

    /// <param name="folder">Of the function's code.</param>
    /// <param name="root">The emulator's own folder.</param>
    public static RuntimeProgram Of(string runtime, string folder, string root) =>
        IsNode(runtime) && Node.Value is { } node ? new(node, [ClientIn(root)]) : new(System.IO.Path.Combine(folder, "bootstrap"), []);

    private static string ClientIn(string root)
    {
        var path = System.IO.Path.Combine(root, NodeClient);
        if (File.Exists(path)) return path;
        using var source = typeof(RuntimeProgram).Assembly.GetManifestResourceStream(NodeClient) ?? throw new InvalidOperationException($"{NodeClient} is not in the assembly.");
        var draft = $"{path}.{Guid.NewGuid():N}";
        using (var copy = File.Create(draft)) source.CopyTo(copy);

        // Whoever starts at the same time finds all of it or nothing.
        File.Move(draft, path, overwrite: true);
        return path;
    }

    private static string? FindOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => System.IO.Path.Combine(folder, program))
        .FirstOrDefault(candidate => File.Exists(candidate) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(candidate) & UnixFileMode.UserExecute) != 0));
}
