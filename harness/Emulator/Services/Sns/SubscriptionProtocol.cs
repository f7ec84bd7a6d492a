namespace TaskTracker.Emulation.Services.Sns;

/// <summary>The ways to a subscriber.</summary>
internal static class SubscriptionProtocol
{
    public const string Lambda = "lambda";
    public const string Email = "email";
    public const string EmailJson = "email-json";
    public const string Sms = "sms";
    public const string Http = "http";
    public const string Https = "https";

    /// <summary>What there is on AWS and not here.</summary>
    private static readonly string[] Others = ["sqs", "firehose", "application"];

    /// <summary>Whether the owner of the address must agree.</summary>
    public static bool NeedsConfirmation(string protocol) => protocol is Email or EmailJson or Http or Https;

    /// <exception cref="Emulation.Protocols.AwsError">InvalidParameter.</exception>
    public static void Check(string protocol, string endpoint)
    {
        if (Others.Contains(protocol)) throw SnsErrors.NotSupported($"The protocol {protocol}: lambda, email, email-json, sms, http and https are. It");
        var isRight = protocol switch
        {
            Lambda => endpoint.StartsWith("arn:", StringComparison.Ordinal) && endpoint.Contains(":lambda:", StringComparison.Ordinal) && endpoint.Contains(":function:", StringComparison.Ordinal),
            Email or EmailJson => endpoint.IndexOf('@', StringComparison.Ordinal) is var at and > 0 && at < endpoint.Length - 1,
            Sms => endpoint.Length >= 5 && endpoint.TrimStart('+').All(c => char.IsAsciiDigit(c) || c == '-'),
            Http or Https => endpoint.StartsWith(protocol + "://", StringComparison.Ordinal),
            _ => throw SnsErrors.Invalid($"Amazon SNS does not support this protocol string: {protocol}"),
        };
        if (isRight) return;
        throw SnsErrors.Invalid(protocol switch
        {
            Lambda => "Lambda endpoint ARN",
            Email or EmailJson => "Email address",
            Sms => $"Invalid SMS endpoint: {endpoint}",
            _ => $"Endpoint must match the specified protocol",
        });
    }
}
