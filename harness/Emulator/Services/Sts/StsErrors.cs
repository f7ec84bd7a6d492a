using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sts;

internal static class StsErrors
{
    /// <remarks>AWS does not tell a role that is missing from one that may not be assumed.</remarks>
    public static AwsError NotAuthorizedToAssume(Caller? caller, string roleArn) => new(403, "AccessDenied",
        $"User: {caller?.Arn ?? "an AWS service"} is not authorized to perform: sts:AssumeRole on resource: {roleArn}");

    public static AwsError DurationTooLong() => Invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");

    public static AwsError ChainTooLong() => Invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");

    /// <remarks>Recorded from AWS.</remarks>
    public static AwsError InvalidArn(string arn) => Invalid($"{arn} is invalid");

    public static AwsError BadSessionName(string name, string demand) =>
        Invalid($"1 validation error detected: Value '{name}' at 'roleSessionName' failed to satisfy constraint: Member must {demand}");

    public static AwsError BadDuration(string value, int least, int most) => Invalid(int.TryParse(value, out var seconds) && seconds > most
        ? $"1 validation error detected: Value '{value}' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to {most}"
        : $"1 validation error detected: Value '{value}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to {least}");

    public static AwsError MalformedPolicy(string message) => new(400, "MalformedPolicyDocument", message);

    public static AwsError NoSuchPolicy(string arn) => new(400, "ValidationError", $"The specified policy ARN {arn} does not exist.");

    public static AwsError TooManyPolicies(int most) => Invalid($"At most {most} managed policies can be passed with a session.");

    public static AwsError TooManyTags(int most) =>
        Invalid($"1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to {most}");

    public static AwsError RepeatedTag() => new(400, "InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    /// <remarks>Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html</remarks>
    public static AwsError NoSessionOfSession() => new(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");

    private static AwsError Invalid(string message) => new(400, "ValidationError", message);
}
