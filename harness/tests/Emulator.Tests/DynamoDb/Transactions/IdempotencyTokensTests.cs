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

    [Fact]
    public void A_token_may_be_used_again_when_its_ten_minutes_are_over_or_its_transaction_did_not_happen()
    {
        var tokens = new IdempotencyTokens(_clock);
        Assert.True(tokens.Begin("failed", fingerprint: 1));
        tokens.End("failed", isDone: false);
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True(tokens.Begin("failed", fingerprint: 2));
        tokens.End("failed", isDone: true);
        _clock.Advance(TimeSpan.FromMinutes(6));

        var whileItLives = tokens.Begin("failed", fingerprint: 2);
        _clock.Advance(TimeSpan.FromMinutes(4));
        var afterwards = tokens.Begin("failed", fingerprint: 3);

        Assert.Equal((false, true), (whileItLives, afterwards));
    }

    /// <remarks>One transaction that looked at all tokens would look at as many as there are: 45,000,000,000 in all.</remarks>
    [Fact]
    public void A_transaction_does_not_look_at_the_tokens_of_all_others()
    {
        var tokens = new IdempotencyTokens(_clock);

        for (var i = 0; i < 300_000; i++)
        {
            var token = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(tokens.Begin(token, fingerprint: 1));
            tokens.End(token, isDone: true);
        }

        Assert.False(tokens.Begin("0", fingerprint: 1));
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
