using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>Where and how the requests to a stage are logged.</summary>
/// <param name="DestinationArn">Of a log group.</param>
/// <param name="Format">With variables such as <c>$context.requestId</c>.</param>
internal sealed partial record AccessLogSettings(string DestinationArn, string Format)
{
    private const int MaxFormat = 3072;

    /// <summary>The group's name; <c>null</c> for the ARN of anything else.</summary>
    public static string? GroupIn(string arn) => GroupArn().Match(arn) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>What each kind of API asks of the format is checked besides.</summary>
    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public AccessLogSettings Checked()
    {
        if (GroupIn(DestinationArn) is null) throw ApiErrors.Invalid("accessLogSettings.destinationArn", DestinationArn, "it is the ARN of a log group");
        return Format.Length <= MaxFormat ? this : throw ApiErrors.Invalid("accessLogSettings.format", Format, $"it has at most {MaxFormat} characters");
    }

    [GeneratedRegex(@"^arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:([.\-_/#A-Za-z0-9]{1,512})(?::\*)?$")]
    private static partial Regex GroupArn();
}
