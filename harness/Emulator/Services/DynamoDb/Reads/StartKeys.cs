using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.DynamoDb.Reads;

/// <summary>What may be wrong with an <c>ExclusiveStartKey</c> before the table is known.</summary>
internal static class StartKeys
{
    /// <remarks>AWS says where the value was found for some rules and not for others.</remarks>
    public static string Describe(string problem)
    {
        string[] bare = ["contains duplicates", "number set", "numeric value", "significant digits", "number with magnitude"];
        return bare.Any(b => problem.Contains(b, StringComparison.Ordinal)) ? problem : $"The provided starting key is invalid: {problem}";
    }

    public static AwsError Invalid(string? detail = null) => DynamoDbErrors.Validation($"The provided starting key is invalid{(detail is null ? "" : ": " + detail)}");
}
