using System.Globalization;
using TaskTracker.Cli.Commands;

namespace TaskTracker.Cli;

/// <summary>Where the time of a request went, drawn as bars one below the other on one scale.</summary>
internal static class Timeline
{
    private const int Columns = 48;

    public static IEnumerable<string> Of(TracedRequest trace)
    {
        var request = trace.Request;
        var cold = request.Parts.Any(p => p.Name == "coldStart") ? "  cold" : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"{request.Title}  {request.Status}  {request.DurationMs:0.0} ms{cold}  {request.StartedAt:yyyy-MM-dd HH:mm:ss.fff}Z");

        var rows = RowsOf(trace).ToList();
        var end = rows.Max(r => r.StartMs + r.DurationMs);
        var width = rows.Max(r => r.Name.Length);
        foreach (var (name, start, duration, note) in rows)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {name.PadRight(width)}  {Bar(start, duration, end)}  {duration,8:0.00} ms{note}");
        }
    }

    private static IEnumerable<(string Name, double StartMs, double DurationMs, string Note)> RowsOf(TracedRequest trace)
    {
        var request = trace.Request;
        yield return ("all", 0, request.DurationMs, "");
        foreach (var part in request.Parts.OrderBy(p => p.StartMs)) yield return ("  " + part.Name, part.StartMs, part.DurationMs, "");
        foreach (var call in trace.Calls.Where(c => c.Id != request.Id))
        {
            yield return ("    " + call.Title, (call.StartedAt - request.StartedAt).TotalMilliseconds, call.DurationMs, $"  {call.Status} {call.Decision}");
        }
    }

    /// <summary>At least one mark for whatever took time at all.</summary>
    private static string Bar(double start, double duration, double end)
    {
        var scale = Columns / Math.Max(end, 0.001);
        var from = Math.Clamp((int)(start * scale), 0, Columns - 1);
        var to = Math.Clamp((int)Math.Ceiling((start + duration) * scale), from + 1, Columns);
        return new string(' ', from) + new string('█', to - from) + new string(' ', Columns - to);
    }
}
