using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;

namespace TaskTracker.Emulation.Services.DynamoDb.Transactions;

/// <summary>Why an action of a transaction did not happen, in the order of the actions.</summary>
/// <param name="Code"><c>None</c> for an action with which nothing was wrong.</param>
/// <param name="Item">The item as it is, where the action asked for it.</param>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html</remarks>
internal sealed record CancellationReason(string Code, string? Message = null, ReadOnlyMemory<byte> Item = default)
{
    public static readonly CancellationReason None = new("None");

    public static readonly CancellationReason Conflict = new("TransactionConflict", "Transaction is ongoing for the item");

    public static CancellationReason ConditionFailed(ReadOnlyMemory<byte> item) => new("ConditionalCheckFailed", "The conditional request failed", item);

    public static CancellationReason Invalid(AwsError refusal) => new("ValidationError", refusal.Message);

    /// <param name="reasons">What has nothing left for the action; empty when all has.</param>
    public static CancellationReason ThroughputExceeded(IReadOnlyList<ThrottlingReason> reasons) =>
        reasons.Count == 0 ? None : new("ProvisionedThroughputExceeded", ThrottlingReason.MessageOf(reasons));

    /// <exception cref="AwsError">TransactionCanceledException: one action at least did not happen, so that none did.</exception>
    public static void ThrowIfAny(IReadOnlyList<CancellationReason> reasons)
    {
        if (reasons.All(r => r == None)) return;
        throw new AwsError(400, "TransactionCanceledException",
            $"Transaction cancelled, please refer cancellation reasons for specific reasons [{string.Join(", ", reasons.Select(r => r.Code))}]")
        {
            WriteMembers = json => Write(json, reasons),
        };
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<CancellationReason> reasons)
    {
        json.WriteStartArray("CancellationReasons"u8);
        foreach (var reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("Code"u8, reason.Code);
            if (reason.Message is not null) json.WriteString("Message"u8, reason.Message);
            if (!reason.Item.IsEmpty)
            {
                json.WritePropertyName("Item"u8);
                json.WriteRawValue(reason.Item.Span, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
