using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>Global indexes that are created, changed and dropped on a table that is there.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html</remarks>
internal static class IndexUpdates
{
    private const string Invalid = "One or more parameter values were invalid: ";

    public static void Check(ref Constraints constraints, IReadOnlyList<SentIndexUpdate> updates)
    {
        for (var i = 0; i < updates.Count; i++)
        {
            var at = $"globalSecondaryIndexUpdates.{i + 1}.member";
            if (updates[i].Create is { } create) constraints.Index(create, $"{at}.create");
            if (updates[i].Delete is { } delete) CheckName(ref constraints, delete, $"{at}.delete");
            if (updates[i].Update is not { } update) continue;
            CheckName(ref constraints, update, $"{at}.update");
            constraints.NotNull(update.Throughput, $"{at}.update.provisionedThroughput");
            constraints.Throughput(update.Throughput, $"{at}.update.provisionedThroughput");
        }
    }

    /// <exception cref="AwsError">ValidationException or LimitExceededException.</exception>
    public static IReadOnlyList<SentIndexUpdate> Read(IReadOnlyList<SentIndexUpdate> updates)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var update in updates)
        {
            if (update.Any is not { } index)
            {
                throw DynamoDbErrors.Validation(
                    Invalid + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null");
            }

            if (!names.Add(index.Name ?? "")) throw DynamoDbErrors.Validation($"{Invalid}Only one global secondary index update per index is allowed simultaneously. Index: {index.Name}");
        }

        if (updates.Count(u => u.Create is not null || u.Delete is not null) <= 1) return updates;
        throw new AwsError(400, "LimitExceededException", "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
    }

    /// <exception cref="AwsError">ValidationException or ResourceNotFoundException.</exception>
    public static TableDefinition Apply(
        TableDefinition table, ImmutableArray<KeyAttribute> attributes, IReadOnlyList<SentIndexUpdate> updates, bool isOnDemand, DateTimeOffset now)
    {
        foreach (var update in updates)
        {
            if (update.Create is { } create) table = Create(table, attributes, create, isOnDemand);
            if (update.Delete is { } delete) table = table with { Indexes = table.Indexes.Remove(Find(table, delete)) };
            if (update.Update is { Throughput: { } throughput } changed)
            {
                var index = Find(table, changed);
                table = table with { Indexes = table.Indexes.Replace(index, index with { Throughput = TableConstraints.ToThroughput(throughput).After(index.Throughput, now) }) };
            }
        }

        return updates.Count == 0 ? table : table with { Attributes = [.. table.Attributes.Where(a => IsUsed(table, a))] };
    }

    private static TableDefinition Create(TableDefinition table, ImmutableArray<KeyAttribute> attributes, SentIndex create, bool isOnDemand)
    {
        if (table.Indexes.Any(i => i.Name == create.Name)) throw DynamoDbErrors.Validation("Attempting to create an index which already exists");
        var index = IndexReader.ReadGlobal(create, attributes, isOnDemand);
        var news = index.Key.Attributes.Where(a => table.Attributes.All(known => known.Name != a.Name));
        if (index.Key.Attributes.FirstOrDefault(a => table.Attributes.Any(known => known.Name == a.Name && known.Type != a.Type)) is { } other)
        {
            throw DynamoDbErrors.Validation($"{Invalid}Attribute {other.Name} is already defined with another type");
        }

        return table with { Indexes = table.Indexes.Add(index), Attributes = [.. table.Attributes, .. news] };
    }

    private static IndexDefinition Find(TableDefinition table, SentIndex sent) =>
        table.Indexes.FirstOrDefault(i => i.IsGlobal && i.Name == sent.Name) ?? throw DynamoDbErrors.ResourceNotFound();

    private static bool IsUsed(TableDefinition table, KeyAttribute attribute) =>
        table.Key.Attributes.Concat(table.Indexes.SelectMany(i => i.Key.Attributes)).Any(a => a.Name == attribute.Name);

    private static void CheckName(ref Constraints constraints, SentIndex index, string at)
    {
        constraints.NotNull(index.Name, $"{at}.indexName");
        constraints.TableName(index.Name, $"{at}.indexName");
    }
}
