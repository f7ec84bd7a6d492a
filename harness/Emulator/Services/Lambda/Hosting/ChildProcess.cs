using System.Runtime.InteropServices;
using System.Text;

namespace TaskTracker.Emulation.Services.Lambda.Hosting;

/// <summary>A running child and everything that it has started, which end together.</summary>
internal sealed unsafe class ChildProcess
{
    private const int ReadWrite = 2;

    // One at a time: a child that is between fork and exec holds every file that is open for writing, also a program that was just unpacked,
    // which nobody can execute until then.
    private static readonly Lock OneAtATime = new();

    private readonly TaskCompletionSource<ExitStatus> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private bool _isReaped;

    private ChildProcess(int id) => Id = id;

    public int Id { get; }

    public Task<ExitStatus> Exited => _exited.Task;

    /// <exception cref="SpawnFailed">The program is missing or cannot be executed, or the machine has no room for it.</exception>
    public static ChildProcess Start(SpawnRequest request)
    {
        using var arguments = new NativeStrings([request.Program, .. request.Arguments]);
        using var environment = new NativeStrings(request.Environment.Select(v => $"{v.Key}={v.Value}"));
        var actions = stackalloc byte[Posix.OpaqueBytes];
        var attributes = stackalloc byte[Posix.OpaqueBytes];
        var id = 0;
        Prepare(request, actions, attributes);
        try
        {
            int error;
            lock (OneAtATime) error = Posix.Spawn(&id, arguments.Pointers[0], actions, attributes, arguments.Pointers, environment.Pointers);
            if (error != 0) throw new SpawnFailed(error, request.Program);
            Posix.StandBack(id);
            return new ChildProcess(id);
        }
        finally
        {
            _ = Posix.ActionsDestroy(actions);
            _ = Posix.AttributesDestroy(attributes);
        }
    }

    /// <summary>Ends it and its descendants; nothing happens when it has ended.</summary>
    public void Kill()
    {
        // Under the gate that reaping takes, since afterwards the number may be somebody else's.
        lock (_gate)
        {
            if (!_isReaped) Posix.KillGroup(Id);
        }
    }

    /// <summary>When it has ended: ends what it has left behind, forgets it, and tells <see cref="Exited"/>.</summary>
    /// <returns>Whether it has ended.</returns>
    public bool ReapIfEnded()
    {
        lock (_gate)
        {
            if (_isReaped) return true;
            if (!Posix.HasEnded(Id)) return false;
            Posix.KillGroup(Id);
            _exited.TrySetResult(Posix.Reap(Id));
            return _isReaped = true;
        }
    }

    private static void Prepare(SpawnRequest request, byte* actions, byte* attributes)
    {
        Check(Posix.ActionsInit(actions));
        Check(Posix.ActionsChangeFolder(actions, request.Folder));
        Connect(actions, request.Input, 0);
        Connect(actions, request.Output, 1);
        Check(Posix.ActionsDuplicate(actions, 1, 2));
        Check(Posix.ActionsCloseFrom(actions, 3));

        var signals = stackalloc byte[Posix.OpaqueBytes];
        Check(Posix.AttributesInit(attributes));
        Check(Posix.AttributesSetFlags(attributes, Posix.SetProcessGroup | Posix.SetSignalDefaults | Posix.SetSignalMask));
        Check(Posix.AttributesSetGroup(attributes, 0));
        Check(Posix.SignalsNone(signals));
        Check(Posix.AttributesSetMask(attributes, signals));
        Check(Posix.SignalsAll(signals));
        Check(Posix.AttributesSetDefaults(attributes, signals));
    }

    private static void Connect(byte* actions, int? descriptor, int to)
    {
        Check(descriptor is { } from ? Posix.ActionsDuplicate(actions, from, to) : Posix.ActionsOpen(actions, to, "/dev/null", ReadWrite, 0));
    }

    private static void Check(int error)
    {
        if (error != 0) throw new SpawnFailed(error, "a process");
    }

    /// <summary>A list of C strings that ends with a null pointer.</summary>
    private sealed class NativeStrings : IDisposable
    {
        public NativeStrings(IEnumerable<string> texts)
        {
            var encoded = texts.Select(Encoding.UTF8.GetBytes).ToList();
            Pointers = (byte**)NativeMemory.AllocZeroed((nuint)((encoded.Count + 1) * sizeof(byte*) + encoded.Sum(t => t.Length + 1)));
            var next = (byte*)(Pointers + encoded.Count + 1);
            for (var i = 0; i < encoded.Count; i++)
            {
                Pointers[i] = next;
                encoded[i].CopyTo(new Span<byte>(next, encoded[i].Length));
                next += encoded[i].Length + 1;
            }
        }

        public byte** Pointers { get; }

        public void Dispose() => NativeMemory.Free(Pointers);
    }
}
