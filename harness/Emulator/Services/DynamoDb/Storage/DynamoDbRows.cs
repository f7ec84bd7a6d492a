using System.Text;
using System.Text.Json.Serialization;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Services.DynamoDb.Streams;
using TaskTracker.Emulation.Services.DynamoDb.Transactions;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>
/// Tables and items as rows of one space, so that a table goes with all that it holds: <c>t NAME</c>, after those <c>u ITEM</c>, after those <c>v RECORD</c> of streams,
/// and at the end <c>w TOKEN</c> of transactions.
/// </summary>
internal sealed class DynamoDbRows(Tables tables, IdempotencyTokens tokens) : DurableState("dynamodb")
{
    private const byte TablePrefix = (byte)'t';

    public override void Attach(Ledger ledger)
    {
        var space = ledger.Space(Name);
        var items = new ItemRows.Loader();
        ledger.Read(space, (key, value) =>
        {
            if (key[0] == TablePrefix) tables.Changes.Restore(new TableChange.Created(RowJson.Read(value, TableJson.Default.TableDefinition)));
            else if (key[0] == StreamRows.RecordPrefix) AddRecord(key, value, items.Orphans);
            else if (key[0] == TokenRows.TokenPrefix) TokenRows.Restore(key, value, tokens);
            else items.Add(tables, key, value);
        });
        ledger.Write(space, items.Orphans);
        tables.Changes.KeepWith(made =>
        {
            var rows = new RowBatch();
            foreach (var change in made) Write(change, rows);
            ledger.Write(space, rows);
        });
        tables.Items.KeepIn(ledger, space);
    }

    private void Write(TableChange change, RowBatch rows)
    {
        switch (change)
        {
            case TableChange.Created(var definition):
                rows.Put(KeyOf(definition.Name), RowJson.Write(definition, TableJson.Default.TableDefinition));
                break;
            case TableChange.Redefined(var definition):
                rows.Put(KeyOf(definition.Name), RowJson.Write(definition, TableJson.Default.TableDefinition));
                break;
            case TableChange.Deleted(var name):
                rows.Remove(KeyOf(name));
                if (tables.Find(name) is not { } gone) break;
                rows.RemoveAll(gone.RowPrefix);
                rows.RemoveAll(StreamRows.PrefixOf(gone.Definition));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }

    /// <summary>Of a stream that was switched off nothing comes back.</summary>
    private void AddRecord(byte[] key, ReadOnlySpan<byte> value, RowBatch orphans)
    {
        if (tables.All.Select(t => t.Stream).FirstOrDefault(s => s is not null && key.AsSpan().StartsWith(s.RowPrefix)) is not { } stream) orphans.Remove(key);
        else tables.Streams.Restore(stream, StreamRows.Read(key, value));
    }

    private static byte[] KeyOf(string table) => [TablePrefix, .. Encoding.UTF8.GetBytes(table)];
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true,
    Converters = [typeof(OrdinalMap)])]
[JsonSerializable(typeof(TableDefinition))]
internal sealed partial class TableJson : JsonSerializerContext;
