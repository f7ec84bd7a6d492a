using System.Buffers.Binary;
using System.Text;
using TaskTracker.Emulation.Journal;

namespace TaskTracker.Emulation.Services.DynamoDb.Transactions;

/// <summary>Tokens of transactions that were done as rows: <c>w [8: until when it is known, in ticks] [token]</c>, <c>[16: fingerprint]</c>.</summary>
internal static class TokenRows
{
    public const byte TokenPrefix = (byte)'w';
    private const int HeadBytes = 1 + sizeof(long);
    private const int FingerprintBytes = 16;

    public static void Put(string token, UInt128 fingerprint, DateTimeOffset until, RowBatch rows)
    {
        var value = new byte[FingerprintBytes];
        BinaryPrimitives.WriteUInt128BigEndian(value, fingerprint);
        rows.Put([.. HeadOf(until.UtcTicks), .. Encoding.UTF8.GetBytes(token)], value);
    }

    public static void RemoveUntil(DateTimeOffset now, RowBatch rows) => rows.RemoveBetween(HeadOf(0), HeadOf(now.UtcTicks));

    public static void Restore(byte[] key, ReadOnlySpan<byte> value, IdempotencyTokens tokens) => tokens.Restore(
        Encoding.UTF8.GetString(key.AsSpan(HeadBytes)), BinaryPrimitives.ReadUInt128BigEndian(value),
        new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(key.AsSpan(1)), TimeSpan.Zero));

    private static byte[] HeadOf(long ticks)
    {
        var head = new byte[HeadBytes];
        head[0] = TokenPrefix;
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(1), ticks);
        return head;
    }
}
