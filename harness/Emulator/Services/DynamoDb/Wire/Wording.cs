using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.DynamoDb.Expressions;

namespace TaskTracker.Emulation.Services.DynamoDb.Wire;

/// <summary>How an operation words what is wrong with its request alone. Since 2026 the writes say how many errors there are; the reads do not.</summary>
/// <remarks>Source: captures/cross-region-latest.json of https://github.com/paritysuite/dynamodb-conformance (us-east-1 and 30 other regions, 2026-10).</remarks>
internal sealed record Wording(string Prefix)
{
    /// <summary>Of reads, batches and transactions.</summary>
    public static readonly Wording Read = new("");

    /// <summary>Of PutItem, UpdateItem and DeleteItem.</summary>
    public static readonly Wording Write = new("1 validation error detected: ");

    public AwsError Invalid(string message) => DynamoDbErrors.Validation(Prefix + message);

    /// <exception cref="AwsError">There is a problem.</exception>
    public void ThrowIf(string? problem)
    {
        if (problem is not null) throw Invalid(problem);
    }

    /// <summary>A value that breaks a rule among those of the expressions.</summary>
    public AwsError InvalidValue(string problem, string key) =>
        Invalid(problem == Values.ItemJson.TooDeep ? problem : $"ExpressionAttributeValues contains invalid value: {problem} for key {key}");

    /// <summary>Values were given, but no expression that could use them.</summary>
    public AwsError ValuesWithoutExpression(ReadOnlySpan<ExpressionKind> kinds)
    {
        const string Message = "ExpressionAttributeValues can only be specified when using expressions";
        if (Prefix.Length > 0) return Invalid(Message);
        var names = kinds.ToArray().Where(k => k != ExpressionKind.ProjectionExpression).Select(k => k.ToString()).ToList();
        return Invalid($"{Message}: {string.Join(" and ", names)} {(names.Count > 1 ? "are" : "is")} null");
    }
}
