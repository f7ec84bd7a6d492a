namespace TaskTracker.Cli.Tests;

/// <summary>What a process has written so far, and whoever waits for a line of it.</summary>
internal sealed class Lines
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> IsIt, TaskCompletionSource<string> Line, Func<string> AllThatWasSaid)> _awaited = [];
    private bool _hasEnded;

    public string Text
    {
        get
        {
            lock (_gate) return string.Join('\n', _lines);
        }
    }

    /// <summary>The first line that is it, be it there already or still to come.</summary>
    /// <param name="allThatWasSaid">For the message when the process ends without it.</param>
    public Task<string> FirstAsync(Func<string, bool> isIt, Func<string> allThatWasSaid)
    {
        lock (_gate)
        {
            if (_lines.Find(line => isIt(line)) is { } found) return Task.FromResult(found);
            if (_hasEnded) throw EndedEarly(allThatWasSaid);
            var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((isIt, line, allThatWasSaid));
            return line.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    /// <param name="line"><c>null</c> when there are no more.</param>
    public void Receive(string? line)
    {
        lock (_gate)
        {
            if (line is not null) _lines.Add(line);
            else _hasEnded = true;
            foreach (var awaited in _awaited)
            {
                if (line is null) awaited.Line.TrySetException(EndedEarly(awaited.AllThatWasSaid));
                else if (awaited.IsIt(line)) awaited.Line.TrySetResult(line);
            }
        }
    }

    private static InvalidOperationException EndedEarly(Func<string> allThatWasSaid) => new($"It ended before it said what was waited for:\n{allThatWasSaid()}");
}
