using Microsoft.Extensions.Time.Testing;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda;
using TaskTracker.Emulation.Services.Lambda.Events;
using TaskTracker.Emulation.Services.Lambda.Hosting;
using TaskTracker.Emulation.Tests.Security;

namespace TaskTracker.Emulation.Tests.Lambda;

public sealed class EventQueueTests
{
    /// <summary>Nobody waits for an event: what stops it is told in the log, or nowhere.</summary>
    [Fact]
    public async Task An_event_whose_end_cannot_be_kept_is_told_of_in_the_log()
    {
        using var logs = new KeptLogs();
        var clock = new FakeTimeProvider();
        await using var lambda = LambdaAlone(logs, clock);
        lambda.State.Changes.KeepWith(changes =>
        {
            if (changes is [LambdaChange.EventEnded]) throw new NotDurable("the disk is full");
        });

        lambda.Events.Add(new AsyncEvent("e-1", "gone", Qualifier: null, [], "", clock.GetUtcNow(), Attempts: 0, clock.GetUtcNow()));

        var line = Assert.Single(logs.Lines);
        Assert.Contains("Event e-1 for the function gone is not tried any more", line, StringComparison.Ordinal);
        Assert.Contains("the disk is full", line, StringComparison.Ordinal);
    }

    /// <summary>Lambda without functions, which asks the rest of an emulator for nothing.</summary>
    private static LambdaService LambdaAlone(KeptLogs logs, TimeProvider clock) => new(new LambdaSurroundings(
        new AwsScope("000000000000", "us-east-1"), clock, new Uri("http://localhost:1"), new FunctionEndpoints("localhost:1", DynamoDb: null),
        MayAssume: _ => throw NotAsked(), HasIdentity: _ => throw NotAsked(), BeginRoleSession: (_, _) => throw NotAsked(), WriteLogLines: (_, _, _, _) => throw NotAsked(),
        ReadObject: (_, _) => throw NotAsked(), ReadStream: (_, _, _) => throw NotAsked(), MayDo: (_, _, _) => throw NotAsked(), OpenMetric: (_, _, _, _) => _ => { },
        Call: (_, _, _, _) => throw NotAsked(), logs));

    private static InvalidOperationException NotAsked() => new("Nothing of this is asked for.");
}
