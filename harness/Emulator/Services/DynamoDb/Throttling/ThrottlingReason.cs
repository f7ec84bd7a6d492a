namespace TaskTracker.Emulation.Services.DynamoDb.Throttling;

/// <summary>That a read or a write met a table or a global index that has nothing left of what it provides.</summary>
/// <param name="Index">The index's name; <c>null</c> for the table itself.</param>
/// <param name="Resource">Its ARN.</param>
/// <remarks>Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ThrottlingReason.html</remarks>
internal sealed record ThrottlingReason(string Table, string? Index, string Resource, bool IsWrite)
{
    public string Reason => (Index is null ? "Table" : "Index") + (IsWrite ? "Write" : "Read") + "ProvisionedThroughputExceeded";

    /// <summary>In one message for all of them: where the table is among them it is about the table.</summary>
    /// <remarks>As users of AWS quote it, such as https://github.com/apache/hadoop/pull/1814 and https://github.com/grailbio/reflow/issues/101: the second ends without a full stop.</remarks>
    public static string MessageOf(IEnumerable<ThrottlingReason> reasons) => reasons.Any(r => r.Index is null)
        ? "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API."
        : "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. "
            + "Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API";
}
