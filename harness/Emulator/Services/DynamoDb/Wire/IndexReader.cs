using System.Collections.Immutable;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The secondary indexes that a table is given.</summary>
/// <remarks>Source: recorded on AWS by the authors of https://github.com/architect/dynalite.</remarks>
internal static class IndexReader
{
    public const int MaxGlobal = 20;

    private const string Invalid = "One or more parameter values were invalid: ";
    private const int MaxLocal = 5;

    /// <param name="at">Of the index in the request, such as <c>globalSecondaryIndexes.1.member</c>.</param>
    public static void Index(ref this Constraints constraints, SentIndex index, string at)
    {
        constraints.NotNull(index.Name, $"{at}.indexName");
        constraints.TableName(index.Name, $"{at}.indexName");
        KeySchemaReader.CheckKey(ref constraints, index.KeySchema, $"{at}.keySchema");
        if (!index.HasProjection) constraints.NotNull(null, $"{at}.projection");
        constraints.OneOf(index.ProjectionType, $"{at}.projection.projectionType", "ALL", "INCLUDE", "KEYS_ONLY");
        if (index.NonKeyAttributes is { Count: 0 })
        {
            constraints.Add($"Value '[]' at '{at}.projection.nonKeyAttributes' failed to satisfy constraint: Member must have length greater than or equal to 1");
        }

        constraints.Throughput(index.Throughput, $"{at}.provisionedThroughput");
    }

    public static void Indexes(ref this Constraints constraints, IReadOnlyList<SentIndex>? indexes, string member)
    {
        for (var i = 0; i < indexes?.Count; i++) constraints.Index(indexes[i], $"{member}.{i + 1}.member");
    }

    /// <exception cref="AwsError">ValidationException: an index that this table cannot have.</exception>
    public static ImmutableArray<IndexDefinition> Read(TableParameters sent, KeySchema table, ImmutableArray<KeyAttribute> defined, bool isOnDemand)
    {
        var indexes = new List<IndexDefinition>();
        if (sent.LocalSecondaryIndexes is { } local)
        {
            if (local.Count == 0) throw Refuse("List of LocalSecondaryIndexes is empty");
            if (table.Range is null) throw Refuse("Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
            foreach (var index in local) indexes.Add(Distinct(indexes, ReadLocal(index, table, defined)));
            if (local.Count > MaxLocal) throw Refuse("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
        }

        if (sent.GlobalSecondaryIndexes is not { } global) return [.. indexes];
        if (global.Count == 0) throw Refuse("List of GlobalSecondaryIndexes is empty");
        foreach (var index in global) indexes.Add(Distinct(indexes, ReadGlobal(index, defined, isOnDemand)));
        if (global.Count > MaxGlobal) throw Refuse("GlobalSecondaryIndex count exceeds the per-table limit of 20");
        return [.. indexes];
    }

    /// <exception cref="AwsError">ValidationException.</exception>
    public static IndexDefinition ReadGlobal(SentIndex sent, ImmutableArray<KeyAttribute> defined, bool isOnDemand)
    {
        var index = Read(sent, defined, isGlobal: true);
        if (isOnDemand && sent.Throughput is not null)
        {
            throw Refuse($"ProvisionedThroughput should not be specified for index: {index.Name} when BillingMode is PAY_PER_REQUEST");
        }

        if (!isOnDemand && sent.Throughput is null) throw Refuse($"ProvisionedThroughput must be specified for index: {index.Name}");
        return index with { Throughput = sent.Throughput is { } throughput ? TableConstraints.ToThroughput(throughput) : null };
    }

    /// <exception cref="AwsError">ValidationException: attributes are described that no key has.</exception>
    public static void RefuseUnused(KeySchema table, IEnumerable<IndexDefinition> indexes, ImmutableArray<KeyAttribute> defined)
    {
        var used = table.Attributes.Concat(indexes.SelectMany(i => i.Key.Attributes)).Select(a => a.Name).Distinct().ToList();
        if (defined.All(a => used.Contains(a.Name))) return;
        throw Refuse($"Some AttributeDefinitions are not used. AttributeDefinitions: [{string.Join(", ", defined.Select(a => a.Name))}], keys used: [{string.Join(", ", used)}]");
    }

    private static IndexDefinition ReadLocal(SentIndex sent, KeySchema table, ImmutableArray<KeyAttribute> defined)
    {
        var index = Read(sent, defined, isGlobal: false);
        if (index.Key.Range is null) throw Refuse($"Index KeySchema does not have a range key for index: {index.Name}");
        if (index.Key.Hash.Name == table.Hash.Name) return index;
        throw Refuse($"Index KeySchema does not have the same leading hash key as table KeySchema for index: {index.Name}. "
            + $"index hash key: {index.Key.Hash.Name}, table hash key: {table.Hash.Name}");
    }

    private static IndexDefinition Read(SentIndex sent, ImmutableArray<KeyAttribute> defined, bool isGlobal)
    {
        var elements = sent.KeySchema ?? [];
        var keys = elements.Select(k => k.First ?? "").ToList();
        if (KeySchemaReader.ProblemIn(elements, keys, [.. defined.Select(a => a.Name)]) is { } problem) throw DynamoDbErrors.Validation(problem);
        if (sent.ProjectionType is not { } type) throw Refuse("Unknown ProjectionType: null");
        if (sent.NonKeyAttributes is not null && type != "INCLUDE") throw Refuse($"ProjectionType is {type}, but NonKeyAttributes is specified");
        if (sent.NonKeyAttributes is null && type == "INCLUDE") throw Refuse("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        return new IndexDefinition(sent.Name ?? "", isGlobal, KeySchemaReader.Of(keys, defined), Enum.Parse<ProjectionType>(type), [.. sent.NonKeyAttributes ?? []]);
    }

    private static IndexDefinition Distinct(List<IndexDefinition> known, IndexDefinition index) =>
        known.Exists(i => i.Name == index.Name) ? throw Refuse($"Duplicate index name: {index.Name}") : index;

    private static AwsError Refuse(string problem) => DynamoDbErrors.Validation(Invalid + problem);
}
