using System.Globalization;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>A second opinion: the same calls to another DynamoDB, which should answer the same.</summary>
/// <remarks>
/// <c>DIFFERENTIAL_OPERATIONS</c> and <c>DIFFERENTIAL_SEED</c> change how many and which, <c>DIFFERENTIAL_ENDPOINT</c> asks a server that is there already,
/// <c>DIFFERENTIAL_REPORT</c> names a file to which a summary is added.
/// </remarks>
public sealed class DifferentialTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const int Operations = 5000;
    private const int Seed = 20120810;

    [Fact]
    [Parity("dynamodb/Differential", Evidence.Recorded, "dynalite 4.0.0, whose answers its authors checked on AWS")]
    public Task Dynalite_answers_the_same() => SameAsync(OtherDynamoDb.Dynalite);

    [Fact]
    [Parity("dynamodb/Differential", Evidence.Documented, "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html")]
    public Task DynamoDB_Local_answers_the_same() => SameAsync(OtherDynamoDb.DynamoDbLocal);

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private async Task SameAsync(OtherDynamoDb other)
    {
        var endpoint = Environment.GetEnvironmentVariable("DIFFERENTIAL_ENDPOINT");
        var (server, reason) = endpoint is null ? await PeerProcess.StartAsync(other, TestContext.Current.CancellationToken) : (null, "");
        using var process = server;
        if (process is null && endpoint is null) Assert.Skip($"{other.Name} cannot be had: {reason}");
        var prefix = $"d{Environment.ProcessId}-{Guid.NewGuid():N}";
        using var ours = new Peer("embedded", emulator.Endpoint, prefix);
        using var theirs = new Peer(other.Name, process?.Endpoint ?? new Uri(endpoint ?? ""), prefix);
        var run = new DifferentialRun(ours, theirs, other);
        var (seed, operations) = (Number("DIFFERENTIAL_SEED", Seed), Number("DIFFERENTIAL_OPERATIONS", Operations));

        var differences = await run.FindAsync(seed, operations);

        var summary = Summary(other, run, seed);
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        if (Environment.GetEnvironmentVariable("DIFFERENTIAL_REPORT") is { } file) await File.AppendAllTextAsync(file, summary, TestContext.Current.CancellationToken);
        Assert.True(differences.Count == 0, $"{differences.Count} kinds of differences\n\n{string.Join('\n', differences)}");
    }

    private static string Summary(OtherDynamoDb other, DifferentialRun run, int seed)
    {
        var rows = run.Explained.Where(e => e.Value > 0).OrderByDescending(e => e.Value).Select(e => (other.Known.First(k => k.Name == e.Key), e.Value));
        return string.Create(CultureInfo.InvariantCulture, $"""

            ## {other.Name}

            {run.Compared:N0} operations compared from seed {seed} on, {run.Refused:N0} of them refused by the emulator, {run.Explained.Values.Sum():N0} settled differences, {run.Kinds} kinds of others.

            | times | settled difference | right | why |
            |---|---|---|---|
            {string.Join('\n', rows.Select(r => $"| {r.Value:N0} | {r.Item1.Name} | {r.Item1.Right} | {r.Item1.Why} |"))}

            """);
    }
}
