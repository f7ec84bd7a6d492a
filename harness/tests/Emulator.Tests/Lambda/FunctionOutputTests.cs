using System.Collections.Concurrent;
using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Hosting;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class FunctionOutputTests : IDisposable
{
    private static readonly Caller Role = new(CallerKind.AssumedRole, "000000000000", "session", "id:session", "role");

    private readonly ConcurrentQueue<string> _stream = new();
    private readonly OutputReader _reader = new();
    private readonly FunctionOutput _output;
    private readonly FileStream _process;

    public FunctionOutputTests()
    {
        _output = new FunctionOutput(new LogStreamWriter(Write, TimeProvider.System, Role, "group", "stream"), _reader);
        _process = new FileStream(_output.OpenForProcess(), FileAccess.Write, bufferSize: 0);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _process.Dispose();
        _output.Close();
        _reader.Dispose();
    }

    [Fact]
    public void The_report_follows_what_was_written_before_the_answer_also_a_line_that_has_no_end()
    {
        var invocation = Begin("one");
        Say("first\nsecond");
        End(invocation);
        Say("late\n");
        _output.Close();

        Assert.Equal(["START", "first", "second", "END", "REPORT", "late"], Beginnings());
    }

    [Fact]
    public async Task More_than_a_pipe_holds_is_taken_while_the_invocation_goes_on()
    {
        const int Lines = 20_000;
        var invocation = Begin("one");

        await Task.Run(() => Say(string.Concat(Enumerable.Range(0, Lines).Select(i => $"line-{i} of many that fill the pipe many times\n"))), Cancellation);
        End(invocation);
        _output.Close();

        Assert.Equal(["START", .. Enumerable.Range(0, Lines).Select(i => $"line-{i}"), "END", "REPORT"], Beginnings());
    }

    [Fact]
    public async Task What_is_written_while_nobody_calls_is_in_the_stream_before_the_next_call()
    {
        End(Begin("one"));
        while (Beginnings().Count < 3) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);

        Say("background\n");

        while (Beginnings().Count < 4) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);
        Assert.Equal(["START", "END", "REPORT", "background"], Beginnings());
    }

    [Fact]
    public void It_is_looked_at_again_as_long_as_an_invocation_goes_on_and_until_its_report_is_sent_on()
    {
        var invocation = Begin("one");
        _output.Look();
        Assert.True(_output.Look());

        End(invocation);
        _output.Look();

        Assert.False(_output.Look());
        Assert.Equal(["START", "END", "REPORT"], Beginnings());
    }

    [Fact]
    public void After_its_end_nothing_is_written_any_more()
    {
        _output.Close();
        _output.Say("INIT_REPORT\n");
        _output.Close();

        Assert.Empty(_stream);
    }

    private Invocation Begin(string id)
    {
        var invocation = new Invocation(id, "arn", default, "trace", clientContext: null, wantsLog: false, record: null);
        _output.Begin(invocation, "$LATEST");
        return invocation;
    }

    private void End(Invocation invocation) =>
        _output.End(invocation, Outcome.Answered(Array.Empty<byte>()), new Report(TimeSpan.FromMilliseconds(1), Init: null, MemoryMb: 128, PeakMemoryMb: 1));

    private void Say(string text) => _process.Write(Encoding.UTF8.GetBytes(text));

    private void Write(Caller caller, string group, string stream, IReadOnlyList<(long TimestampMs, byte[] Message)> lines)
    {
        foreach (var (_, message) in lines) _stream.Enqueue(Encoding.UTF8.GetString(message));
    }

    private List<string> Beginnings() => [.. _stream.Select(line => line.TrimEnd('\n').Split(' ')[0])];
}
