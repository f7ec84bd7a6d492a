using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.DynamoDb.Transactions;

/// <summary>The tokens of transactions of the last ten minutes: who sends one again gets the answer of the first time and changes nothing.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#DDB-TransactWriteItems-request-ClientRequestToken</remarks>
internal sealed class IdempotencyTokens(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Use> _uses = new(StringComparer.Ordinal);

    /// <summary>Every use, the first to be over in front; also uses that ended without a transaction.</summary>
    private readonly PriorityQueue<(string Token, Use Use), DateTimeOffset> _byEnd = new();

    /// <returns>Whether the transaction is to be done; false when it was done already.</returns>
    /// <exception cref="AwsError">IdempotentParameterMismatchException, or TransactionInProgressException.</exception>
    public bool Begin(string token, UInt128 fingerprint)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            ForgetUntil(now);
            if (!_uses.TryGetValue(token, out var use))
            {
                Add(token, new Use(fingerprint, now + Life));
                return true;
            }

            if (use.Fingerprint != fingerprint)
            {
                throw new AwsError(400, "IdempotentParameterMismatchException",
                    "Request failed because an idempotent token was reused with a different set of parameters");
            }

            return use.IsDone ? false : throw new AwsError(400, "TransactionInProgressException", "The transaction with the given request token is already in progress.");
        }
    }

    /// <param name="isDone">False when the transaction did not happen: the token may be used again.</param>
    public void End(string token, bool isDone)
    {
        lock (_gate)
        {
            if (!isDone) _uses.Remove(token);
            else if (_uses.TryGetValue(token, out var use)) use.IsDone = true;
        }
    }

    /// <summary>Puts the token among the rows of its transaction, in the place of those whose time is over: done once, it stays done after a crash.</summary>
    public void Keep(string token, RowBatch rows)
    {
        lock (_gate)
        {
            var use = _uses[token];
            TokenRows.RemoveUntil(clock.GetUtcNow(), rows);
            TokenRows.Put(token, use.Fingerprint, use.Until, rows);
        }
    }

    /// <summary>Of a transaction that was done before this process began.</summary>
    public void Restore(string token, UInt128 fingerprint, DateTimeOffset until)
    {
        lock (_gate) Add(token, new Use(fingerprint, until) { IsDone = true });
    }

    private void Add(string token, Use use)
    {
        _uses[token] = use;
        _byEnd.Enqueue((token, use), use.Until);
    }

    private void ForgetUntil(DateTimeOffset now)
    {
        while (_byEnd.TryPeek(out var first, out var until) && until <= now)
        {
            _byEnd.Dequeue();
            if (_uses.GetValueOrDefault(first.Token) == first.Use) _uses.Remove(first.Token);
        }
    }

    private sealed class Use(UInt128 fingerprint, DateTimeOffset until)
    {
        public UInt128 Fingerprint => fingerprint;

        public DateTimeOffset Until => until;

        public bool IsDone { get; set; }
    }
}
