using System.Globalization;

namespace TaskTracker.Emulation.Tests.DynamoDb.Differential;

/// <summary>A second opinion: the same calls to another DynamoDB, which should answer the same.</summary>
/// <remarks><c>DIFFERENTIAL_OPERATIONS</c> and <c>DIFFERENTIAL_SEED</c> change how many and which; <c>DIFFERENTIAL_ENDPOINT</c> asks another server than dynalite.</remarks>
public sealed class DifferentialTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const int Operations = 5000;
    private const int Seed = 20120810;

    [Fact]
    [Parity("dynamodb/Differential", Evidence.Recorded, "dynalite 4.0.0, whose answers its authors checked on AWS")]
    public async Task Another_DynamoDB_answers_the_same()
    {
        if (Environment.GetEnvironmentVariable("DIFFERENTIAL_OPERATIONS") is null) Assert.Skip("DIFFERENTIAL_OPERATIONS says how many calls to compare; see harness/docs/DIFFERENTIAL.md");
        var endpoint = Environment.GetEnvironmentVariable("DIFFERENTIAL_ENDPOINT");
        var (server, reason) = endpoint is null ? await Dynalite.StartAsync(TestContext.Current.CancellationToken) : (null, "");
        using var dynalite = server;
        if (dynalite is null && endpoint is null) Assert.Skip($"dynalite cannot be had: {reason}");
        using var ours = new Peer("embedded", emulator.Endpoint);
        using var theirs = new Peer("the other", dynalite?.Endpoint ?? new Uri(endpoint ?? ""));
        var run = new DifferentialRun(ours, theirs, KnownDifferences.All);
        var (seed, operations) = (Number("DIFFERENTIAL_SEED", Seed), Number("DIFFERENTIAL_OPERATIONS", Operations));

        var difference = await run.FindAsync(seed, operations);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}, {operations} operations, {run.Refused} refused, settled differences: {string.Join(", ", run.Explained.Select(e => $"{e.Key} {e.Value}"))}");
        Assert.Null(difference);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
