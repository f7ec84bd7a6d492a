using System.Globalization;

namespace TaskTracker.Cli.Tests.Durability;

/// <summary>
/// Writers at full rate and readers that remember what they saw; the emulator is killed in the middle, started again, and compared with both: nothing that was
/// acknowledged or seen is lost, nothing is there that nobody wrote, no transaction is torn.
/// </summary>
/// <remarks>CRASH_CYCLES asks for more kills than the few of every run, CRASH_REPORT for a summary in that file.</remarks>
public sealed class CrashTests
{
    private const int Writers = 6;
    private const int KeysPerWriter = 25;
    /// <summary>Of the short form, which leaves stacks alone: the long one updates one too.</summary>
    private const int ShortCycles = 5;

    private static readonly int Cycles = Environment.GetEnvironmentVariable("CRASH_CYCLES") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : ShortCycles;

    private readonly Histories _items = new();
    private readonly Histories _pairs = new();
    private readonly Histories _objects = new();
    private readonly History _counter = new();
    private readonly CrashStack _stack = new();
    private readonly List<string> _problems = [];
    private long _acknowledged;
    private long _asked;
    private long _seen;
    private long _added;

    [Fact]
    public async Task Whatever_was_acknowledged_or_seen_is_there_after_a_crash()
    {
        using var folder = new Folder();
        const int Seed = 20261127;
        var random = new Random(Seed);
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            await using var emulator = CliProcess.Start(folder.Path, "emulator", "--port", "0", "--iam", "off", "--data", "data");
            using var client = new CrashClient(await emulator.ReadyAsync());
            if (cycle == 0) await PrepareAsync(client);
            else await CompareAsync(client, cycle);
            Assert.Empty(_problems);
            await LoadUntilKilledAsync(emulator, client, random);
        }

        await using var last = CliProcess.Start(folder.Path, "emulator", "--port", "0", "--iam", "off", "--data", "data");
        using var reader = new CrashClient(await last.ReadyAsync());
        await CompareAsync(reader, Cycles);
        Assert.Empty(_problems);
        Report(Seed);
    }

    private static async Task PrepareAsync(CrashClient client)
    {
        foreach (var table in (string[])["Items", "Left", "Right"])
        {
            var created = await client.DynamoDbAsync("CreateTable", $$"""
                {"TableName":"{{table}}","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}
                """);
            Assert.True(created.IsAcknowledged, created.Body);
        }

        Assert.True((await client.S3Async(HttpMethod.Put, "/crash-bucket")).IsAcknowledged);
    }

    /// <summary>Runs until the process is killed after a random number of acknowledgements.</summary>
    private async Task LoadUntilKilledAsync(CliProcess emulator, CrashClient client, Random random)
    {
        var killAt = Interlocked.Read(ref _acknowledged) + random.Next(50, 1200);
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var over = false;
        void Acknowledged()
        {
            if (Interlocked.Increment(ref _acknowledged) >= killAt) enough.TrySetResult();
        }

        bool Goes() => !Volatile.Read(ref over);
        var work = Enumerable.Range(0, Writers).Select(n => WriteItemsAsync(client, n, Goes, Acknowledged))
            .Concat(Enumerable.Range(0, 2).Select(n => WritePairsAsync(client, n, Goes, Acknowledged)))
            .Concat(Enumerable.Range(0, 3).Select(_ => CountAsync(client, Goes, Acknowledged)))
            .Append(WriteObjectsAsync(client, Goes, Acknowledged))
            .Concat(Cycles > ShortCycles ? [_stack.UpdateAsync(client, Goes)] : Array.Empty<Task>())
            .Concat(Enumerable.Range(0, 3).Select(n => ReadAsync(client, n, Goes)))
            .ToList();
        var first = await Task.WhenAny([enough.Task, .. work]).WaitAsync(TestContext.Current.CancellationToken);
        await first;
        Assert.True(first == enough.Task, "A writer or a reader ended before the emulator was killed.");
        await emulator.StopAsync("KILL");
        Volatile.Write(ref over, true);
        await Task.WhenAll(work);
    }

    private async Task WriteItemsAsync(CrashClient client, int writer, Func<bool> goes, Action acknowledged)
    {
        for (var turn = 0; goes(); turn++)
        {
            var key = $"w{writer}-{turn % KeysPerWriter}";
            var history = _items[key];
            var version = Ask(history);
            var answer = await client.DynamoDbAsync("PutItem", $$$$"""{"TableName":"Items","Item":{"Id":{"S":"{{{{key}}}}"},"V":{"N":"{{{{version}}}}"},"Pad":{"S":"{{{{new string('p', 200)}}}}"}}}""");
            if (!answer.IsAcknowledged) return;
            history.Acknowledge(version);
            acknowledged();
        }
    }

    /// <summary>One transaction gives an item of each of two tables the same version.</summary>
    private async Task WritePairsAsync(CrashClient client, int writer, Func<bool> goes, Action acknowledged)
    {
        for (var turn = 0; goes(); turn++)
        {
            var key = $"p{writer}-{turn % KeysPerWriter}";
            var history = _pairs[key];
            var version = Ask(history);
            var puts = ((string[])["Left", "Right"]).Select(t => $$$$$"""{"Put":{"TableName":"{{{{{t}}}}}","Item":{"Id":{"S":"{{{{{key}}}}}"},"V":{"N":"{{{{{version}}}}}"}}}}""");
            var answer = await client.DynamoDbAsync("TransactWriteItems", $$"""{"TransactItems":[{{string.Join(',', puts)}}]}""");
            if (!answer.IsAcknowledged) return;
            history.Acknowledge(version);
            acknowledged();
        }
    }

    private async Task CountAsync(CrashClient client, Func<bool> goes, Action acknowledged)
    {
        while (goes())
        {
            // How often it was asked for bounds the counter from above, how often that was acknowledged from below.
            lock (_counter) Ask(_counter);
            var answer = await client.DynamoDbAsync("UpdateItem", """
                {"TableName":"Items","Key":{"Id":{"S":"counter"}},"UpdateExpression":"ADD V :one","ExpressionAttributeValues":{":one":{"N":"1"}}}
                """);
            if (!answer.IsAcknowledged) return;
            _counter.Acknowledge(Interlocked.Increment(ref _added));
            acknowledged();
        }
    }

    private async Task WriteObjectsAsync(CrashClient client, Func<bool> goes, Action acknowledged)
    {
        for (var turn = 0; goes(); turn++)
        {
            var key = $"o-{turn % KeysPerWriter}";
            var history = _objects[key];
            var version = Ask(history);
            var answer = await client.S3Async(HttpMethod.Put, $"/crash-bucket/{key}", version.ToString(CultureInfo.InvariantCulture));
            if (!answer.IsAcknowledged) return;
            history.Acknowledge(version);
            acknowledged();
        }
    }

    private async Task ReadAsync(CrashClient client, int reader, Func<bool> goes)
    {
        for (var turn = reader; goes(); turn++)
        {
            var key = $"w{turn % Writers}-{turn / Writers % KeysPerWriter}";
            if (await client.VersionAsync("Items", key) is not { } version) return;
            if (version > 0) _items[key].See(version);
            if (await client.VersionAsync("Items", "counter") is not { } count) return;
            _counter.See(count);
            Interlocked.Add(ref _seen, 2);
        }
    }

    private async Task CompareAsync(CrashClient client, int cycle)
    {
        foreach (var key in _items.Names) Judge(cycle, key, _items[key], await client.VersionAsync("Items", key) ?? -1);
        foreach (var key in _pairs.Names)
        {
            var (left, right) = (await client.VersionAsync("Left", key), await client.VersionAsync("Right", key));
            if (left != right) _problems.Add($"cycle {cycle}: the transaction on {key} is torn: {left} and {right}");
            Judge(cycle, key, _pairs[key], left ?? -1);
        }

        foreach (var key in _objects.Names)
        {
            var answer = await client.S3Async(HttpMethod.Get, $"/crash-bucket/{key}");
            Judge(cycle, key, _objects[key], answer.IsAcknowledged ? long.Parse(answer.Body, CultureInfo.InvariantCulture) : 0);
        }

        if (await _stack.JudgeAsync(client) is { } problem) _problems.Add($"cycle {cycle}: {problem}");
        var count = await client.VersionAsync("Items", "counter") ?? -1;
        Judge(cycle, "counter", _counter, count);
        _added = count;
    }

    private void Judge(int cycle, string name, History history, long found)
    {
        if (history.Judge(found) is { } problem) _problems.Add($"cycle {cycle}: {name}: {problem}");
        history.Settle(found);
    }

    private long Ask(History history)
    {
        var version = history.Next;
        history.Ask(version);
        Interlocked.Increment(ref _asked);
        return version;
    }

    private void Report(int seed)
    {
        var summary = string.Create(CultureInfo.InvariantCulture, $"""
            # Crashes

            From one run of `make soak`: an emulator with `--data`, {Writers} writers of items, two of transactions over two tables, three that add to one counter, one of S3 objects,
            one that updates a stack of twelve resources, three readers; killed with SIGKILL after a random number of acknowledgements (seed {seed}), started again, compared with what was acknowledged and what was seen.

            | | |
            |---|---|
            | kills | {Cycles} |
            | writes asked for | {_asked:N0} |
            | writes acknowledged | {_acknowledged:N0} |
            | readings remembered | {_seen:N0} |
            | stack updates that were complete, and that a kill cut short | {_stack.Complete:N0}, {_stack.Interrupted:N0} |
            | acknowledged and lost, seen and undone, invented, torn | {_problems.Count} |

            """);
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        if (Environment.GetEnvironmentVariable("CRASH_REPORT") is { } file) File.WriteAllText(file, summary);
    }
}
