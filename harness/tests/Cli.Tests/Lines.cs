namespace TaskTracker.Cli.Tests;

/// <summary>What a process has written so far, and whoever waits for a line of it.</summary>
internal sealed class Lines
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> IsIt, TaskCompletionSource<string> Line, Func<string> AllThatWasSaid)> _awaited = [];
    private bool _hasEnded;

    public int Count
    {
        get
        {
            lock (_gate) return _lines.Count;
        }
    }

    public string Text
    {
        get
        {
            lock (_gate) return string.Join('\n', _lines);
        }
    }

    /// <summary>The first line that is it, be it there already or still to come.</summary>
    /// <param name="after">How many lines came before those that count.</param>
    /// <param name="allThatWasSaid">For the message when the process ends without it.</param>
    public Task<string> FirstAsync(Func<string, bool> isIt, int after, Func<string> allThatWasSaid)
    {
        lock (_gate)
        {
            if (_lines.Skip(after).FirstOrDefault(isIt) is { } found) return Task.FromResult(found);
            var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_hasEnded)
            {
                _awaited.Add((isIt, line, allThatWasSaid));
                return WithinAsync(line.Task, allThatWasSaid);
            }
        }

        throw EndedEarly(allThatWasSaid);
    }

    /// <param name="line"><c>null</c> when there are no more.</param>
    public void Receive(string? line)
    {
        List<(Func<string, bool> IsIt, TaskCompletionSource<string> Line, Func<string> AllThatWasSaid)> concerned;
        lock (_gate)
        {
            if (line is not null) _lines.Add(line);
            else _hasEnded = true;
            concerned = _awaited.FindAll(a => line is null || a.IsIt(line));
            _awaited.RemoveAll(concerned.Contains);
        }

        // Outside the gate: what was said is asked of the process's other lines too, whose gate may be held by who asks for these.
        foreach (var awaited in concerned)
        {
            if (line is null) awaited.Line.TrySetException(EndedEarly(awaited.AllThatWasSaid));
            else awaited.Line.TrySetResult(line);
        }
    }

    private static async Task<string> WithinAsync(Task<string> line, Func<string> allThatWasSaid)
    {
        try
        {
            return await line.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"What was waited for was not said in {Patience.TotalMinutes} minutes, but this was:\n{allThatWasSaid()}");
        }
    }

    private static InvalidOperationException EndedEarly(Func<string> allThatWasSaid) => new($"It ended before it said what was waited for:\n{allThatWasSaid()}");
}
