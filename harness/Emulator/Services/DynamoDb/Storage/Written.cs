using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Throttling;

namespace TaskTracker.Emulation.Services.DynamoDb.Storage;

/// <summary>What a write found and did.</summary>
/// <param name="Before">The item that was there.</param>
/// <param name="IsRefused">Its condition did not hold, and nothing was done.</param>
/// <param name="After">The item that is there now, for an update.</param>
internal readonly record struct Written(Item? Before, bool IsRefused, Item? After = null)
{
    /// <summary>What had nothing left for it, so that nothing was done; <c>null</c> for nothing.</summary>
    public IReadOnlyList<ThrottlingReason>? Throttled { get; init; }

    /// <param name="returnValues">What the request's <c>ReturnValuesOnConditionCheckFailure</c> says.</param>
    /// <exception cref="AwsError">ConditionalCheckFailedException.</exception>
    public void ThrowIfRefused(string? returnValues)
    {
        if (IsRefused) throw DynamoDbErrors.ConditionFailed(returnValues == "ALL_OLD" ? Before?.Json : null);
    }
}
