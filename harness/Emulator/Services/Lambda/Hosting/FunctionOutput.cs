using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>
/// What one process writes, as lines of its log stream. The emulator writes into the same pipe where the end of an invocation belongs, so that the
/// report follows the last line of the function, however late that is read.
/// </summary>
internal sealed class FunctionOutput : IDisposable
{
    private const int MaxLineBytes = 256 * 1024;

    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeClientStream _input;
    private readonly byte[] _signal = [0, .. RandomNumberGenerator.GetBytes(16)];
    private readonly ConcurrentQueue<LogMark> _marks = new();
    private readonly LogStreamWriter _stream;
    private byte[] _partial = [];

    public FunctionOutput(LogStreamWriter stream)
    {
        _stream = stream;
        _input = new AnonymousPipeClientStream(PipeDirection.Out, _pipe.ClientSafePipeHandle);
        Drained = PumpAsync();
    }

    /// <summary>What becomes the standard output and error of the process.</summary>
    /// <remarks>Opened anew where the system can: a process may make its end non-blocking, as Node does, and must not change the emulator's with it.</remarks>
    public SafeFileHandle OpenForProcess()
    {
        var descriptor = _input.SafePipeHandle.DangerousGetHandle();
        var path = $"/proc/self/fd/{descriptor}";
        return File.Exists(path)
            ? File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)
            : new SafeFileHandle(descriptor, ownsHandle: false);
    }

    /// <summary>Complete when everything up to <see cref="LogMark.Closed"/> is written.</summary>
    public Task Drained { get; }

    public void Add(LogMark mark)
    {
        _marks.Enqueue(mark);
        // A full pipe takes a few microseconds: its reader is at work.
        if (mark.FollowsOutput) _input.Write(_signal);
    }

    public void Dispose()
    {
        _input.Dispose();
        _pipe.Dispose();
    }

    private async Task PumpAsync()
    {
        var buffer = new byte[8192];
        var isOpen = true;
        while (isOpen)
        {
            var count = await _pipe.ReadAsync(buffer).ConfigureAwait(false);
            isOpen = Consume(buffer.AsSpan(0, count));
            _stream.Flush();
        }

        Dispose();
    }

    /// <returns>Whether more will come.</returns>
    private bool Consume(ReadOnlySpan<byte> read)
    {
        WriteDueMarks();
        ReadOnlySpan<byte> bytes = _partial.Length == 0 ? read : [.. _partial, .. read];
        var line = 0;
        var scanned = 0;
        while (bytes[scanned..].IndexOfAny((byte)'\n', _signal[0]) is var found and >= 0)
        {
            var at = scanned + found;
            if (bytes[at] == '\n')
            {
                _stream.Write(bytes[line..(at + 1)].ToArray());
                line = scanned = at + 1;
            }
            else if (bytes[at..].StartsWith(_signal))
            {
                if (at > line) _stream.Write(bytes[line..at].ToArray());
                line = scanned = at + _signal.Length;
                if (!WriteSignalledMark()) return false;
                WriteDueMarks();
            }
            else if (_signal.AsSpan().StartsWith(bytes[at..]))
            {
                // The rest of the signal is still to come.
                break;
            }
            else
            {
                scanned = at + 1;
            }
        }

        Keep(bytes[line..]);
        return true;
    }

    private void Keep(ReadOnlySpan<byte> unfinished)
    {
        if (unfinished.Length >= MaxLineBytes) _stream.Write(unfinished.ToArray());
        _partial = unfinished.Length is 0 or >= MaxLineBytes ? [] : unfinished.ToArray();
    }

    private void WriteDueMarks()
    {
        while (_marks.TryPeek(out var mark) && !mark.FollowsOutput)
        {
            _marks.TryDequeue(out _);
            Write(mark);
        }
    }

    /// <summary>Who is answered with the log's end finds the whole in its stream.</summary>
    private void EndLog(Invocation invocation)
    {
        _stream.Flush();
        invocation.EndLog(_stream.EndTail());
    }

    /// <returns>Whether more will come.</returns>
    private bool WriteSignalledMark()
    {
        if (_marks.TryDequeue(out var mark)) Write(mark);
        return mark is not LogMark.Closed;
    }

    private void Write(LogMark mark)
    {
        switch (mark)
        {
            case LogMark.Line(var text, _):
                _stream.Write(text);
                break;
            case LogMark.Started(var invocation, var version):
                if (invocation.WantsLog) _stream.BeginTail();
                _stream.Write($"START RequestId: {invocation.RequestId} Version: {version}\n");
                break;
            case LogMark.Ended(var invocation, var outcome, var report):
                if (outcome.Remark is { } remark) _stream.Write(remark);
                _stream.Write($"END RequestId: {invocation.RequestId}\n");
                _stream.Write(report.Render(invocation.RequestId, outcome));
                if (invocation.WantsLog) EndLog(invocation);
                break;
            case LogMark.Closed:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(mark), mark, null);
        }
    }
}
