using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;

namespace TaskTracker.Emulation.Services.DynamoDb;

/// <summary>Refusals that do not depend on how a request is worded, with AWS's exact texts.</summary>
internal static class DynamoDbErrors
{
    public static AwsError Validation(string message) => new(400, "ValidationException", message);

    /// <summary>The body is no JSON at all; AWS sends no message.</summary>
    public static AwsError NotJson() => new(400, "SerializationException", "");

    /// <summary>The body is JSON of another shape than the operation's.</summary>
    public static AwsError WrongShape(string message) => new(400, "SerializationException", message);

    /// <summary>For operations on a table itself.</summary>
    public static AwsError TableNotFound(string table) => new(400, "ResourceNotFoundException", $"Requested resource not found: Table: {table} not found");

    /// <summary>For operations on items.</summary>
    public static AwsError ResourceNotFound() => new(400, "ResourceNotFoundException", "Requested resource not found");

    /// <remarks>Recorded on AWS: dynamodb/test_create_duplicate_table.</remarks>
    public static AwsError TableExists(string table) => new(400, "ResourceInUseException", $"Table already exists: {table}");

    public static AwsError TableIsProtected() =>
        Validation("Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");

    public static AwsError ArnNotFound(string arn) => new(400, "ResourceNotFoundException", $"Requested resource not found: ResourcArn: {arn} not found");

    /// <param name="item">The item as it is, where the request asked for it.</param>
    public static AwsError ConditionFailed(ReadOnlyMemory<byte> item) => new(400, "ConditionalCheckFailedException", "The conditional request failed")
    {
        WriteMembers = item.IsEmpty ? null : json => WriteItem(json, item.Span),
    };

    public static AwsError ItemTooLargeToUpdate() => Validation("Item size to update has exceeded the maximum allowed size");

    public static AwsError KeyDoesNotMatch() => Validation("The provided key element does not match the schema");

    /// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing-workflow.html</remarks>
    public static AwsError ThroughputExceeded(IReadOnlyList<ThrottlingReason> reasons) => new(400, "ProvisionedThroughputExceededException", ThrottlingReason.MessageOf(reasons))
    {
        WriteMembers = json => WriteReasons(json, reasons.Distinct()),
    };

    private static void WriteReasons(Utf8JsonWriter json, IEnumerable<ThrottlingReason> reasons)
    {
        json.WriteStartArray("ThrottlingReasons"u8);
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("reason"u8, reason.Reason);
            json.WriteString("resource"u8, reason.Resource);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter json, ReadOnlySpan<byte> item)
    {
        json.WritePropertyName("Item"u8);
        json.WriteRawValue(item, skipInputValidation: true);
    }
}
