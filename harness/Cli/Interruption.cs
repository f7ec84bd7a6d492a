using System.Runtime.InteropServices;

namespace TaskTracker.Cli;

/// <summary>Ctrl-C, SIGTERM and a closed terminal as a cancellation. A second one ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() => _registrations = [.. Signals.Select(s => PosixSignalRegistration.Create(s, Receive))];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void Receive(PosixSignalContext signal)
    {
        if (_source.IsCancellationRequested) return;
        try
        {
            _source.Cancel();
            signal.Cancel = true;
        }
        catch (ObjectDisposedException)
        {
            // The command is over, and this signal came between its end and the end of the process, which it may have.
        }
    }
}
