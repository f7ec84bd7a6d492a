using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Logs;

/// <summary>The refusals of CloudWatch Logs. Where no page is named, the text was recorded from AWS (logs/test_logs_groups, _streams, _events).</summary>
internal static class LogsErrors
{
    public static AwsError NoSuchGroup() => new(400, "ResourceNotFoundException", "The specified log group does not exist.");

    public static AwsError NoSuchStream() => new(400, "ResourceNotFoundException", "The specified log stream does not exist.");

    public static AwsError GroupExists() => new(400, "ResourceAlreadyExistsException", "The specified log group already exists");

    public static AwsError StreamExists() => new(400, "ResourceAlreadyExistsException", "The specified log stream already exists");

    public static AwsError Unordered() => Invalid("Log events in a single PutLogEvents request must be in chronological order.");

    public static AwsError BadToken() => Invalid("The specified nextToken is invalid.");

    public static AwsError PrefixAndPattern() =>
        Invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");

    public static AwsError NotSupported(string what) => Invalid($"{what} is not supported here.");

    /// <remarks>Seen in https://github.com/dougmoscrop/serverless-plugin-log-subscription/issues/47.</remarks>
    public static AwsError BadTerm(string term) => Invalid($"Invalid character(s) in term '{term}'");

    /// <remarks>Seen in https://github.com/aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock/pull/632.</remarks>
    public static AwsError BadTransformation(string why) => Invalid($"Invalid metric transformation: {why}");

    public static AwsError NoSuchFilter() => new(400, "ResourceNotFoundException", "The specified metric filter does not exist.");

    public static AwsError LimitExceeded() => new(400, "LimitExceededException", "Resource limit exceeded.");

    public static AwsError TooLong() => Invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");

    public static AwsError Validation(string member, string value, string constraint) => Validation([$"Value '{value}' at '{member}' failed to satisfy constraint: {constraint}"]);

    public static AwsError Missing(string member) => Validation([$"Value null at '{member}' failed to satisfy constraint: Member must not be null"]);

    public static AwsError Validation(IReadOnlyList<string> problems) =>
        Invalid($"{problems.Count} validation error{(problems.Count == 1 ? "" : "s")} detected: {string.Join("; ", problems)}");

    public static AwsError Invalid(string message) => new(400, "InvalidParameterException", message);
}
