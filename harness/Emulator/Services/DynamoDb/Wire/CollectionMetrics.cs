using System.Buffers;
using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>How large all items of a partition are together; only tables with local indexes have a limit for it, 10 GB, and tell.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections</remarks>
internal static class CollectionMetrics
{
    /// <param name="item">That was written.</param>
    public static void Write(ref ResponseWriter response, Table table, Item? item)
    {
        if (item is null || table.Indexes.All(i => i.Definition.IsGlobal)) return;
        Write(response.Member("ItemCollectionMetrics"u8), table, item);
    }

    public static void Write(IBufferWriter<byte> output, Table table, Item item)
    {
        output.Write("{\"ItemCollectionKey\":"u8);
        LastEvaluatedKey.Write(output, [table.Key.Hash], item.Json);
        output.Write(",\"SizeEstimateRangeGB\":[0.0,1.0]}"u8);
    }
}
