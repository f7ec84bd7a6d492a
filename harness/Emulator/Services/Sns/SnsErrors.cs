using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns;

/// <remarks>Recorded as sns/test_sns.</remarks>
internal static class SnsErrors
{
    public static AwsError Invalid(string what) => new(400, "InvalidParameter", $"Invalid parameter: {what}");

    /// <remarks>For what AWS has and this emulator has not.</remarks>
    public static AwsError NotSupported(string what) => Invalid($"{what} is not supported here");

    public static AwsError NoSuchTopic() => new(404, "NotFound", "Topic does not exist");

    public static AwsError NoSuchSubscription() => new(404, "NotFound", "Subscription does not exist");

    public static AwsError NoSuchResource() => new(404, "ResourceNotFound", "Resource does not exist");

    public static AwsError InvalidToken() => new(400, "InvalidParameter", "Invalid token");

    public static AwsError EmptyAttribute(string name, string type) => new(400, "ParameterValueInvalid",
        $"The message attribute '{name}' must contain non-empty message attribute value for message attribute type '{type}'.");
}
