using TaskTracker.Emulation.Services.DynamoDb.Storage;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The rules on members that operations on tables share.</summary>
internal static class TableConstraints
{
    private const long MaxUnits = 1_000_000_000_000;

    /// <summary>The name of the table, without which nothing else is looked at.</summary>
    /// <returns>It; where the request has its ARN, the name in it.</returns>
    /// <exception cref="Protocols.AwsError">ValidationException.</exception>
    public static string TableName(TableParameters sent)
    {
        if (sent.TableName is not { } name) throw DynamoDbErrors.Validation("The parameter 'TableName' is required but was not present in the request");
        var constraints = new Constraints();
        constraints.TableName(name, "tableName");
        constraints.ThrowIfBroken();
        return TableNames.NameOf(name);
    }

    public static void Throughput(ref this Constraints constraints, SentThroughput? sent, string at = "provisionedThroughput")
    {
        if (sent is not { } throughput) return;
        constraints.NotNull(throughput.WriteUnits, $"{at}.writeCapacityUnits");
        constraints.Range(throughput.WriteUnits, $"{at}.writeCapacityUnits", from: 1);
        constraints.NotNull(throughput.ReadUnits, $"{at}.readCapacityUnits");
        constraints.Range(throughput.ReadUnits, $"{at}.readCapacityUnits", from: 1);
    }

    public static void BillingMode(ref this Constraints constraints, string? value) => constraints.OneOf(value, "billingMode", "PROVISIONED", "PAY_PER_REQUEST");

    public static void Stream(ref this Constraints constraints, SentStream? sent)
    {
        if (sent is null) return;
        constraints.NotNull(sent.IsEnabled, "streamSpecification.streamEnabled");
        constraints.OneOf(sent.ViewType, "streamSpecification.streamViewType", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY");
    }

    public static void TableClass(ref this Constraints constraints, string? value) =>
        constraints.OneOf(value, "tableClass", "STANDARD", "STANDARD_INFREQUENT_ACCESS");

    public static void Tags(ref this Constraints constraints, IReadOnlyList<SentPair>? tags)
    {
        for (var i = 0; i < tags?.Count; i++)
        {
            var at = $"tags.{i + 1}.member";
            constraints.NotNull(tags[i].First, $"{at}.key");
            constraints.Length(tags[i].First, $"{at}.key", from: 1, to: 128);
            constraints.NotNull(tags[i].Second, $"{at}.value");
            constraints.Length(tags[i].Second, $"{at}.value", from: 0, to: 256);
        }
    }

    /// <exception cref="Protocols.AwsError">ValidationException: a key comes twice.</exception>
    public static void RefuseRepeated(IReadOnlyList<SentPair>? tags)
    {
        var keys = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var (key, _) in tags ?? [])
        {
            if (!keys.Add(key)) throw DynamoDbErrors.Validation($"Duplicate Tag Keys provided as input: Duplicate Tag Key found {key}");
        }
    }

    /// <exception cref="Protocols.AwsError">ValidationException: more than DynamoDB can count.</exception>
    public static Throughput ToThroughput(SentThroughput sent)
    {
        if (sent.ReadUnits > MaxUnits) throw DynamoDbErrors.Validation($"Given value {sent.ReadUnits} for ReadCapacityUnits is out of bounds");
        if (sent.WriteUnits > MaxUnits) throw DynamoDbErrors.Validation($"Given value {sent.WriteUnits} for WriteCapacityUnits is out of bounds");
        return new Throughput(sent.ReadUnits ?? 0, sent.WriteUnits ?? 0);
    }
}
