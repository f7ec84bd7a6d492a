namespace TaskTracker.Emulation.Services.DynamoDb.Transactions;

/// <summary>What is remembered of transactions while they are under way and for a while after.</summary>
internal sealed record TransactionRegister(IdempotencyTokens Tokens, OngoingTransactions Ongoing);
