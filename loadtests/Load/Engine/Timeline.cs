namespace TaskTracker.Load.Engine;

/// <summary>A second of a step.</summary>
/// <param name="Due">Requests that the schedule had in it; 0 in the closed model.</param>
/// <param name="Answered">Answers that arrived in it, failures among them.</param>
public sealed record Slice(int Second, int Due, int Answered, int Errors, double P50Ms, double P99Ms, double MaxMs);

/// <summary>What happened second by second.</summary>
internal sealed class Timeline
{
    private readonly Lock _gate = new();
    private readonly List<Cell> _cells = [];

    public void AddDue(TimeSpan at)
    {
        lock (_gate) CellAt(at).Due++;
    }

    public void AddAnswer(TimeSpan at, TimeSpan latency, bool isError)
    {
        lock (_gate)
        {
            var cell = CellAt(at);
            cell.Microseconds.Add((int)Math.Min(latency.TotalMicroseconds, int.MaxValue));
            if (isError) cell.Errors++;
        }
    }

    public IReadOnlyList<Slice> Slices()
    {
        lock (_gate) return [.. _cells.Select((cell, second) => cell.ToSlice(second))];
    }

    /// <summary>The last second that is over; <c>null</c> in the first one.</summary>
    public Slice? Latest()
    {
        lock (_gate) return _cells.Count < 2 ? null : _cells[^2].ToSlice(_cells.Count - 2);
    }

    private Cell CellAt(TimeSpan at)
    {
        var second = Math.Max(0, (int)at.TotalSeconds);
        while (_cells.Count <= second) _cells.Add(new Cell());
        return _cells[second];
    }

    private sealed class Cell
    {
        public List<int> Microseconds { get; } = [];

        public int Due { get; set; }

        public int Errors { get; set; }

        public Slice ToSlice(int second)
        {
            var sorted = Microseconds.Order().ToList();
            double At(double share) => sorted.Count == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)] / 1000.0;
            return new Slice(second, Due, sorted.Count, Errors, At(0.5), At(0.99), At(1));
        }
    }
}
