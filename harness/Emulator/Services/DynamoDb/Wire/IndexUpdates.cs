using System.Collections.Immutable;
using System.Globalization;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>Global indexes that are created, changed and dropped on a table that is there.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html</remarks>
internal static class IndexUpdates
{
    private const string Invalid = "One or more parameter values were invalid: ";
    private const string OnlyOnDemand = "when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput";

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

    /// <param name="isOnDemand">How the table is billed from then on.</param>
    /// <exception cref="AwsError">ValidationException, ResourceNotFoundException or LimitExceededException.</exception>
    public static TableDefinition Apply(
        TableDefinition table, ImmutableArray<KeyAttribute> attributes, IReadOnlyList<SentIndexUpdate> updates, bool isOnDemand, DateTimeOffset now)
    {
        if (!isOnDemand && table.Throughput is null) RequireThroughput(table, updates);
        foreach (var update in updates)
        {
            if (update.Create is { } create) table = Create(table, attributes, create, isOnDemand);
            if (update.Delete is { } delete) table = table with { Indexes = table.Indexes.Remove(Find(table, delete)) };
            if (update.Update is { Throughput: { } throughput } changed)
            {
                var index = Find(table, changed);
                if (isOnDemand) throw DynamoDbErrors.Validation($"{Invalid}The only Updates for index: {index.Name} {OnlyOnDemand}");
                table = table with { Indexes = table.Indexes.Replace(index, index with { Throughput = TableConstraints.ToThroughput(throughput).After(index.Throughput, now) }) };
            }
        }

        if (isOnDemand) table = table with { Indexes = [.. table.Indexes.Select(i => i with { Throughput = null })] };
        return updates.Count == 0 ? table : table with { Attributes = [.. table.Attributes.Where(a => IsUsed(table, a))] };
    }

    /// <summary>A table that is no longer billed on demand needs to be told what each of its indexes provides, in the same request.</summary>
    /// <remarks>Seen on AWS: https://github.com/go-to-k/cdkd/pull/1611 (2026-08), and by the authors of https://github.com/architect/dynalite.</remarks>
    private static void RequireThroughput(TableDefinition table, IReadOnlyList<SentIndexUpdate> updates)
    {
        var without = table.Indexes.Where(i => i.IsGlobal && !updates.Any(u => (u.Update?.Name ?? u.Delete?.Name) == i.Name)).Select(i => i.Name).ToList();
        if (without.Count > 0) throw DynamoDbErrors.Validation($"{Invalid}ProvisionedThroughput must be specified for index: {string.Join(',', without)}");
    }

    private static TableDefinition Create(TableDefinition table, ImmutableArray<KeyAttribute> attributes, SentIndex create, bool isOnDemand)
    {
        if (table.Indexes.Any(i => i.Name == create.Name)) throw DynamoDbErrors.Validation("Attempting to create an index which already exists");
        if (isOnDemand && create.Throughput is not null)
        {
            throw DynamoDbErrors.Validation($"{Invalid}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: {create.Name} when BillingMode is PAY_PER_REQUEST");
        }

        if (!isOnDemand && create.Throughput is null) throw DynamoDbErrors.Validation($"{Invalid}Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: {create.Name}");
        if (table.Indexes.Count(i => i.IsGlobal) >= IndexReader.MaxGlobal) throw TooMany();
        var index = IndexReader.ReadGlobal(create, attributes, isOnDemand);
        var news = index.Key.Attributes.Where(a => table.Attributes.All(known => known.Name != a.Name));
        if (index.Key.Attributes.FirstOrDefault(a => table.Attributes.Any(known => known.Name == a.Name && known.Type != a.Type)) is { } other)
        {
            throw DynamoDbErrors.Validation($"{Invalid}Attribute {other.Name} is already defined with another type");
        }

        return table with { Indexes = table.Indexes.Add(index), Attributes = [.. table.Attributes, .. news] };
    }

    /// <remarks>In these words, with the limit of then, in https://github.com/hashicorp/terraform-provider-aws/issues/6187.</remarks>
    private static AwsError TooMany() => new(
        400, "LimitExceededException", string.Create(CultureInfo.InvariantCulture, $"Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of {IndexReader.MaxGlobal}"));

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
