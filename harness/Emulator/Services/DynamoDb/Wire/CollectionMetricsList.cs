using System.Buffers;
using TaskTracker.Emulation.Services.DynamoDb.Storage;
using TaskTracker.Emulation.Services.DynamoDb.Values;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The sizes of the item collections that a batch or a transaction touched, by table, each once.</summary>
internal sealed class CollectionMetricsList
{
    private readonly Dictionary<string, (Table Table, Dictionary<string, Item> ByHash)> _tables = new(StringComparer.Ordinal);

    /// <param name="item">That was written.</param>
    public void Add(string name, Table table, Item? item)
    {
        if (item is null || table.Indexes.All(i => i.Definition.IsGlobal)) return;
        if (!_tables.TryGetValue(name, out var known)) _tables[name] = known = (table, []);
        known.ByHash[System.Text.Encoding.UTF8.GetString(AttributeEnumerator.Find(item.Json, table.Key.Hash.EscapedName))] = item;
    }

    public void Write(ref ResponseWriter response)
    {
        if (_tables.Count == 0) return;
        var output = response.Member("ItemCollectionMetrics"u8);
        var opening = "{\""u8;
        foreach (var (name, (table, byHash)) in _tables)
        {
            output.Write(opening);
            output.Write(JsonText.Escape(name));
            output.Write("\":"u8);
            var bracket = "["u8;
            foreach (var item in byHash.Values)
            {
                output.Write(bracket);
                CollectionMetrics.Write(output, table, item);
                bracket = ","u8;
            }

            output.Write("]"u8);
            opening = ",\""u8;
        }

        output.Write("}"u8);
    }
}
