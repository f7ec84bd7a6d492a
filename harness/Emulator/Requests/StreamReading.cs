namespace TaskTracker.Emulation.Requests;

/// <summary>A change of an item, as a reader of its table's stream sees it.</summary>
/// <param name="SequenceNumber">Rises as a number and as text.</param>
/// <param name="Json">The record as GetRecords answers it.</param>
internal sealed record StreamedRecord(string SequenceNumber, DateTimeOffset At, byte[] Json);

/// <summary>Some records of a stream, oldest first.</summary>
/// <param name="Newest">Of the newest record that there is, or what the first one will come after.</param>
/// <param name="IsEnd">Whether the stream was switched off and this is read to its end.</param>
/// <param name="ShardId">Of the one shard that it has.</param>
/// <param name="More">Done when there is something after the last of these records, or nothing can follow.</param>
internal sealed record StreamSlice(IReadOnlyList<StreamedRecord> Records, string Newest, bool IsEnd, string ShardId, Task More);

/// <summary>Reads a table's stream from inside the process.</summary>
/// <param name="after">The sequence number of the last record that was seen; <c>null</c> to begin with the oldest.</param>
/// <returns><c>null</c> when there is no such stream.</returns>
internal delegate StreamSlice? ReadStream(string streamArn, string? after, int limit);
