using System.IO.Pipes;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>
/// What one process writes, as lines of its log stream, and between them what the platform says of its invocations: the report follows the last line of the function.
/// The pipe is read when an invocation ends, and by an <see cref="OutputReader"/> now and then, so that nobody is woken for a line.
/// </summary>
internal sealed class FunctionOutput : IDisposable
{
    private const int MaxLineBytes = 256 * 1024;

    /// <summary>Several times what a pipe holds: all that was written before is read, however much follows meanwhile.</summary>
    private const int MaxReadBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeClientStream _input;
    private readonly LogStreamWriter _stream;
    private readonly OutputReader _reader;
    private byte[] _partial = [];
    private bool _isBusy = true;
    private bool _isClosed;

    public FunctionOutput(LogStreamWriter stream, OutputReader reader)
    {
        (_stream, _reader) = (stream, reader);
        _input = new AnonymousPipeClientStream(PipeDirection.Out, _pipe.ClientSafePipeHandle);
        reader.Add(this);
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

    /// <summary>Behind everything that the process has written: <c>INIT_START</c>, <c>INIT_REPORT</c>.</summary>
    public void Say(string line)
    {
        lock (_gate)
        {
            ReadToEndOfLine();
            _stream.Write(line);
        }
    }

    public void Begin(Invocation invocation, string version)
    {
        lock (_gate)
        {
            Read();
            if (invocation.WantsLog) _stream.BeginTail();
            _stream.Write($"START RequestId: {invocation.RequestId} Version: {version}\n");
            _isBusy = true;
        }

        _reader.Watch(this);
    }

    public void End(Invocation invocation, Outcome outcome, Report report)
    {
        lock (_gate)
        {
            ReadToEndOfLine();
            _isBusy = false;
            if (outcome.Remark is { } remark) _stream.Write(remark);
            _stream.Write($"END RequestId: {invocation.RequestId}\n");
            _stream.Write(report.Render(invocation.RequestId, outcome));
            if (!invocation.WantsLog) return;

            // Who is answered with the log's end finds the whole in its stream.
            _stream.Flush();
            invocation.EndLog(_stream.EndTail());
        }
    }

    /// <summary>The process waits for an event.</summary>
    public void Rest()
    {
        lock (_gate) _isBusy = false;
    }

    /// <summary>Nothing comes after it.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_isClosed) return;
            ReadToEndOfLine();
            _stream.Flush();
            Dispose();
        }

        _reader.Remove(this);
    }

    /// <summary>Reads what is there, and sends on what has gathered.</summary>
    /// <returns>Whether there was anything, or may be soon.</returns>
    public bool Look()
    {
        lock (_gate)
        {
            return !_isClosed && (Read() | _stream.Flush() | _isBusy);
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        _input.Dispose();
        _pipe.Dispose();
    }

    private void ReadToEndOfLine()
    {
        Read();
        if (_partial.Length > 0) _stream.Write(_partial);
        _partial = [];
    }

    [SkipLocalsInit]
    private bool Read()
    {
        if (_isClosed) return false;
        Span<byte> buffer = stackalloc byte[8192];
        var (total, count) = (0, 0);
        do
        {
            count = Posix.ReadWhatIsThere(_pipe.SafePipeHandle, buffer);
            Consume(buffer[..count]);
            total += count;
        }
        while (count == buffer.Length && total < MaxReadBytes);

        return total > 0;
    }

    private void Consume(ReadOnlySpan<byte> read)
    {
        if (read.IsEmpty) return;
        ReadOnlySpan<byte> bytes = _partial.Length == 0 ? read : [.. _partial, .. read];
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            _stream.Write(bytes[..(end + 1)].ToArray());
            bytes = bytes[(end + 1)..];
        }

        if (bytes.Length >= MaxLineBytes) _stream.Write(bytes.ToArray());
        _partial = bytes.Length is 0 or >= MaxLineBytes ? [] : bytes.ToArray();
    }
}
