using System.Text;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Logs;

namespace TaskTracker.Emulation.Tests.Logs;

public sealed class LineBacklogTests
{
    private const int LineBytes = 1 << 20;

    private static readonly Caller Role = new(CallerKind.AssumedRole, "000000000000", "session", "id:session", "role");

    [Fact]
    public async Task What_comes_faster_than_the_disk_takes_it_is_not_kept_in_memory_and_a_line_says_how_much_is_missing()
    {
        const int Most = (int)(LineBacklog.MostBytes / LineBytes);
        using var disk = new ManualResetEventSlim();
        using var isBusy = new ManualResetEventSlim();
        var written = new List<string>();
        var backlog = new LineBacklog(batch =>
        {
            isBusy.Set();
            disk.Wait();
            written.AddRange(batch.Lines.Select(l => Encoding.UTF8.GetString(l.Message)));
        });
        backlog.Add(Batch("first\n"));
        isBusy.Wait(TestContext.Current.CancellationToken);

        for (var i = 0; i < Most; i++) backlog.Add(Batch(new string('x', LineBytes)));
        backlog.Add(Batch("one too many\n", "and another\n"));
        disk.Set();
        await backlog.DisposeAsync();

        Assert.Equal(1 + Most + 1, written.Count);
        Assert.Equal(("first\n", "2 lines are missing here: they came faster than the data directory takes them.\n"), (written[0], written[^1]));
    }

    private static LineBatch Batch(params string[] lines) => new(Role, "group", "stream", [.. lines.Select(l => (0L, Encoding.UTF8.GetBytes(l)))]);
}
