using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Services.DynamoDb.Transactions;
using TaskTracker.Emulation.Tests.Journal;

namespace TaskTracker.Emulation.Tests.DynamoDb.Transactions;

public sealed class IdempotencyTokensTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void On_the_disk_too_a_token_is_kept_for_ten_minutes_and_then_makes_room_for_the_next()
    {
        var kept = new KeptTokens(new IdempotencyTokens(_clock));
        using var ledger = Ledger.OpenFor(new EmulatorOptions { DataDirectory = _data.Path }, [kept], NullLoggerFactory.Instance) ?? throw new InvalidOperationException("There is no folder.");

        kept.Do("first", ledger);
        _clock.Advance(TimeSpan.FromMinutes(9));
        kept.Do("second", ledger);
        Assert.Equal(["first", "second"], kept.OnDisk(ledger));
        _clock.Advance(TimeSpan.FromMinutes(2));
        kept.Do("third", ledger);

        Assert.Equal(["second", "third"], kept.OnDisk(ledger));
    }

    private sealed class KeptTokens(IdempotencyTokens tokens) : DurableState("tokens")
    {
        private int _space;

        public override void Attach(Ledger ledger) => _space = ledger.Space(Name);

        /// <summary>A transaction with that token and nothing in it.</summary>
        public void Do(string token, Ledger ledger)
        {
            Assert.True(tokens.Begin(token, fingerprint: 1));
            var rows = new RowBatch();
            tokens.Keep(token, rows);
            ledger.Write(_space, rows);
            tokens.End(token, isDone: true);
        }

        public List<string> OnDisk(Ledger ledger)
        {
            var found = new List<string>();
            ledger.Read(_space, (key, _) => found.Add(System.Text.Encoding.UTF8.GetString(key.AsSpan(1 + sizeof(long)))));
            return found;
        }
    }
}
