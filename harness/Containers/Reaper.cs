using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TaskTracker.Deployment;

namespace TaskTracker.Containers;

/// <summary>
/// A process of its own that removes a session's containers when the one that started them has ended, however it ended: it holds a pipe, and the pipe's end is the sign.
/// Lambda containers that LocalStack starts carry the session's label too.
/// </summary>
internal sealed class Reaper : IDisposable
{
    private const string LabelName = "tasktracker.session";
    private const string GoodBye = "done";

    /// <summary>A container that was asked for just before the end appears only after it.</summary>
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private Reaper(Process process) => _process = process;

    /// <summary>What a session's containers are labelled with, as <c>name=value</c>.</summary>
    public static (string Name, string Value) Label(string session) => (LabelName, session);

    public static Reaper Start(string session)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "tasktracker-containers.dll");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        var process = Process.Start(new ProcessStartInfo(dotnet, [program, session]) { RedirectStandardInput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("A process that was to be started was not.");
        return new Reaper(process);
    }

    /// <summary>Everything was removed in good order; one look is enough.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Write(GoodBye);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before; then there is nobody to tell.
        }

        _process.Dispose();
    }

    /// <summary>The process itself.</summary>
    internal static async Task<int> RunAsync(string session, CancellationToken cancellation)
    {
        // Ctrl-C and a closed terminal reach the whole group; this one stays to clean up.
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        var registrations = signals.Select(s => PosixSignalRegistration.Create(s, context => context.Cancel = true)).ToList();
        using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read);
        using var reader = new StreamReader(input, Encoding.ASCII);
        var wasOrderly = await reader.ReadToEndAsync(cancellation).ConfigureAwait(false) == GoodBye;
        try
        {
            using var engine = await DockerEngine.FindAsync(cancellation).ConfigureAwait(false);
            await SweepAsync(engine, session, wasOrderly ? TimeSpan.Zero : Watch, cancellation).ConfigureAwait(false);
            return 0;
        }
        catch (Exception gone) when (gone is ContainerProblem or HttpRequestException)
        {
            return 1;
        }
        finally
        {
            registrations.ForEach(r => r.Dispose());
        }
    }

    private static async Task SweepAsync(DockerEngine engine, string session, TimeSpan watch, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var begun = time.GetTimestamp();
        while (true)
        {
            await engine.RemoveAsync($"{LabelName}={session}", cancellation).ConfigureAwait(false);
            if (time.GetElapsedTime(begun) >= watch) return;
            await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellation).ConfigureAwait(false);
        }
    }
}
