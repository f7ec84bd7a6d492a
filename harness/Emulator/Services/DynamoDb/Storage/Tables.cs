using System.Collections.Concurrent;
using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Streams;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

internal abstract record TableChange
{
    public sealed record Created(TableDefinition Definition) : TableChange;

    public sealed record Redefined(TableDefinition Definition) : TableChange;

    public sealed record Deleted(string Name) : TableChange;
}

/// <summary>The tables of the account, by name.</summary>
internal sealed class Tables
{
    private readonly ConcurrentDictionary<string, Table> _byName = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    /// <param name="clock">Virtual: streams keep their records for a day of it, and capacity comes by it.</param>
    public Tables(TimeProvider clock)
    {
        _clock = clock;
        Changes = new CommitPoint<TableChange>(Apply);
        Streams = new ItemStreams(clock);
    }

    public CommitPoint<TableChange> Changes { get; }

    /// <summary>Where the items of all tables change.</summary>
    public ItemCommits Items { get; } = new();

    public ItemStreams Streams { get; }

    public IEnumerable<Table> All => _byName.Values;

    public IEnumerable<string> Names => _byName.Keys;

    public Table? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>For operations on a table.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException, naming it.</exception>
    public Table Get(string name) => Find(name) ?? throw DynamoDbErrors.TableNotFound(name);

    /// <summary>For operations on items.</summary>
    /// <exception cref="AwsError">ResourceNotFoundException.</exception>
    public Table GetForItems(string name) => Find(name) ?? throw DynamoDbErrors.ResourceNotFound();

    private void Apply(TableChange change)
    {
        switch (change)
        {
            case TableChange.Created(var definition):
                _byName[definition.Name] = new Table(definition, Items, Streams, _clock);
                break;
            case TableChange.Redefined(var definition):
                _byName[definition.Name].Redefine(definition);
                break;
            case TableChange.Deleted(var name):
                if (_byName.TryRemove(name, out var gone)) gone.Close();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, null);
        }
    }
}
