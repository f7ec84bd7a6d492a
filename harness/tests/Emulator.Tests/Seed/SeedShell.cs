using System.Diagnostics;
using System.Text;

namespace TaskTracker.Emulation.Tests.Seed;

/// <summary>A shell in a folder with the files that the seed's commands name. Where one command leaves it the next begins.</summary>
public sealed class SeedShell : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("seed-").FullName;
    private readonly Uri _endpoint;

    public SeedShell(AwsClient client, Uri endpoint)
    {
        _endpoint = endpoint;
        Copy(Path.Combine(AppContext.BaseDirectory, "Seed", "cases", "files"), Checkout);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "functions", "template.yaml"), Path.Combine(Checkout, "template.yaml"));
        Directory.CreateDirectory(Path.Combine(_home, "bin"));
        var aws = Path.Combine(_home, "bin", "aws");
        File.WriteAllText(aws, $"#!/bin/sh\nexec {client.Path} {(client.ReadsEndpoint ? "" : $"--endpoint-url {Address} ")}\"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(aws, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(Where, Checkout + "\n");
    }

    /// <summary>The folder that the seed's commands begin in.</summary>
    public string Checkout => Path.Combine(_home, "serverless-task-tracker");

    public string Home => _home;

    private string Where => Path.Combine(_home, "where");

    private string Address => _endpoint.ToString().TrimEnd('/');

    /// <param name="answers">What is typed when it asks.</param>
    /// <param name="until">It is stopped once a line holds this.</param>
    public async Task<Typed> TypeAsync(string text, string answers = "", string? until = null)
    {
        using var shell = Process.Start(StartOf(text)) ?? throw new InvalidOperationException("bash was not started.");
        var cancellation = TestContext.Current.CancellationToken;
        await shell.StandardInput.WriteAsync(answers.AsMemory(), cancellation);
        shell.StandardInput.Close();
        var errors = shell.StandardError.ReadToEndAsync(cancellation);
        if (until is null)
        {
            var output = await shell.StandardOutput.ReadToEndAsync(cancellation);
            await shell.WaitForExitAsync(cancellation);
            return new Typed(text, shell.ExitCode, output, await errors);
        }

        return await WatchAsync(shell, text, until, errors);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private static async Task<Typed> WatchAsync(Process shell, string text, string until, Task<string> errors)
    {
        var output = new StringBuilder();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            while (await shell.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                output.Append(line).Append('\n');
                if (line.Contains(until, StringComparison.Ordinal)) return new Typed(text, 0, output.ToString(), "");
            }

            return new Typed(text, 1, output.ToString(), await errors);
        }
        finally
        {
            shell.Kill(entireProcessTree: true);
            await shell.WaitForExitAsync(CancellationToken.None);
        }
    }

    private ProcessStartInfo StartOf(string text)
    {
        var script = $"cd \"$(cat {Where})\"\ntrap 'pwd > {Where}' EXIT\n{text}\n";
        var start = new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _home,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("AWS_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        (string Name, string Value)[] settings =
        [
            ("HOME", _home), ("PATH", $"{_home}/bin:{Environment.GetEnvironmentVariable("PATH")}"), ("AWS_ENDPOINT_URL", Address), ("AWS_PAGER", ""), ("AWS_MAX_ATTEMPTS", "1"),
            ("AWS_EC2_METADATA_DISABLED", "true"), ("PYTHONUNBUFFERED", "1"), ("npm_config_offline", "true"), ("npm_config_audit", "false"), ("npm_config_update_notifier", "false"),
        ];
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return start;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
