namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>The constraints of the service model on members that operations on items share.</summary>
internal static class ItemConstraints
{
    /// <summary>The name of the table; when it is empty nothing else is looked at.</summary>
    /// <returns>It, or its ARN.</returns>
    /// <exception cref="Protocols.AwsError">It is empty.</exception>
    public static string TableName(ref this Constraints constraints, string? value)
    {
        if (value is { Length: 0 })
        {
            throw DynamoDbErrors.Validation("1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1");
        }

        constraints.NotNull(value, "tableName");
        constraints.TableName(value, "tableName");
        return value ?? "";
    }

    public static void Select(ref this Constraints constraints, string? value) =>
        constraints.OneOf(value, "select", "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

    public static void IndexName(ref this Constraints constraints, string? value, string at)
    {
        if (value is not null && !value.StartsWith("arn:", StringComparison.Ordinal)) constraints.TableName(value, at);
    }

    public static void ReturnConsumedCapacity(ref this Constraints constraints, string? value) =>
        constraints.OneOf(value, "returnConsumedCapacity", "INDEXES", "TOTAL", "NONE");

    /// <remarks>AWS's own spelling, <c>UPDATE_NEW</c> among them.</remarks>
    public static void ReturnValues(ref this Constraints constraints, string? value)
    {
        if (value is null or "ALL_OLD" or "UPDATED_OLD" or "ALL_NEW" or "UPDATED_NEW" or "NONE") return;
        constraints.Add("Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]");
    }

    public static void ReturnItemCollectionMetrics(ref this Constraints constraints, string? value) =>
        constraints.OneOf(value, "returnItemCollectionMetrics", "SIZE", "NONE");

    public static void ReturnValuesOnConditionCheckFailure(ref this Constraints constraints, string? value) =>
        constraints.OneOf(value, "returnValuesOnConditionCheckFailure", "ALL_OLD", "NONE");
}
