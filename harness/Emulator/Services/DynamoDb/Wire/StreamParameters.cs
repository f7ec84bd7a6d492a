using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The members that operations on streams have on the wire, each absent when <c>null</c>.</summary>
internal sealed class StreamParameters
{
    private StreamParameters()
    {
    }

    public string? StreamArn { get; private set; }

    public string? TableName { get; private set; }

    public string? ExclusiveStartStreamArn { get; private set; }

    public string? ExclusiveStartShardId { get; private set; }

    public string? ShardId { get; private set; }

    public string? ShardIteratorType { get; private set; }

    public string? SequenceNumber { get; private set; }

    public string? ShardIterator { get; private set; }

    public long? Limit { get; private set; }

    /// <summary>What IAM decides on: what follows the account in the stream's ARN.</summary>
    public static string ResourceIn(string? arn) => arn?.Split(':', 6) is { Length: 6 } parts ? parts[5] : "table/*/stream/*";

    /// <exception cref="AwsError">SerializationException: a member has another type than it should.</exception>
    public static StreamParameters Read(ReadOnlySpan<byte> body)
    {
        var json = new WireReader(body);
        var sent = new StreamParameters();
        while (json.NextMember())
        {
            if (json.Member.SequenceEqual("StreamArn"u8)) sent.StreamArn = json.ReadString();
            else if (json.Member.SequenceEqual("TableName"u8)) sent.TableName = json.ReadString();
            else if (json.Member.SequenceEqual("ExclusiveStartStreamArn"u8)) sent.ExclusiveStartStreamArn = json.ReadString();
            else if (json.Member.SequenceEqual("ExclusiveStartShardId"u8)) sent.ExclusiveStartShardId = json.ReadString();
            else if (json.Member.SequenceEqual("ShardId"u8)) sent.ShardId = json.ReadString();
            else if (json.Member.SequenceEqual("ShardIteratorType"u8)) sent.ShardIteratorType = json.ReadString();
            else if (json.Member.SequenceEqual("SequenceNumber"u8)) sent.SequenceNumber = json.ReadString();
            else if (json.Member.SequenceEqual("ShardIterator"u8)) sent.ShardIterator = json.ReadString();
            else if (json.Member.SequenceEqual("Limit"u8)) sent.Limit = json.ReadNumber("Integer");
            else json.Skip();
        }

        json.End();
        return sent;
    }
}
