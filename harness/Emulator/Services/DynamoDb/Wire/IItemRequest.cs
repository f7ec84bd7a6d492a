using TaskTracker.Emulation.Services.DynamoDb.Throttling;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The request of an operation on items: read, and checked as far as it can be without the table.</summary>
internal interface IItemRequest<TSelf>
    where TSelf : IItemRequest<TSelf>
{
    /// <summary>The table's name or ARN; of a batch the first one's.</summary>
    string Table { get; }

    /// <summary>The index that is read instead of the table itself.</summary>
    string? Index => null;

    /// <summary>What else it does to which tables, which is permitted by itself.</summary>
    IEnumerable<(string Operation, string Table)> Further => [];

    /// <summary>What it says of the items that it names of a table: all attributes, or those of the key.</summary>
    /// <param name="table">The table's name.</param>
    IEnumerable<ReadOnlyMemory<byte>> ItemsOf(string table) => [];

    /// <summary>What it asks of the key where it names no items.</summary>
    IReadOnlyList<Reads.KeyTerm> KeyTerms => [];

    /// <summary>Halves of capacity units, once the operation is done.</summary>
    long ConsumedHalves => 0;

    /// <summary>The same for each table of a batch.</summary>
    IReadOnlyList<(string Table, Consumed Consumed)> ConsumedByTable => [];

    /// <summary>What had nothing left for it or for a part of it, once the operation is done or refused.</summary>
    IReadOnlyList<ThrottlingReason> Throttled => [];

    /// <summary>Holds what the request's values lie in.</summary>
    IDisposable Memory { get; }

    /// <exception cref="Protocols.AwsError">SerializationException or ValidationException.</exception>
    static abstract TSelf Read(ReadOnlySpan<byte> body);
}
