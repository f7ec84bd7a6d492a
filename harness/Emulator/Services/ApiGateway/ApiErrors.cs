using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>Refusals that both versions of API Gateway's own API have.</summary>
internal static class ApiErrors
{
    public static AwsError NoSuchApi(string account, string id) => NotFound($"Invalid API identifier specified {account}:{id}");

    public static AwsError NoSuchResource(string arn) => NotFound($"Invalid resource identifier specified {arn}");

    public static AwsError DeploymentInUse() => Bad("Active stages pointing to this deployment must be moved or deleted");

    public static AwsError NotAFunction(string uri) => Bad($"Invalid function ARN or invalid URI: {uri}. Only Lambda functions are supported behind a route here");

    public static AwsError ImportWarnings(IEnumerable<string> warnings) => Bad("Warnings found during import:\n\t" + string.Join("\n\t", warnings));

    public static AwsError Missing(string member) => Bad($"{member} is required");

    public static AwsError Invalid(string member, string value, string rule) => Bad($"Invalid value '{value}' for {member}: {rule}");

    /// <summary>AWS takes it, this emulator does not.</summary>
    public static AwsError Unsupported(string what) => Bad($"{what} is not supported by this emulator");

    public static AwsError Bad(string message) => new(400, "BadRequestException", message);

    public static AwsError NotFound(string message) => new(404, "NotFoundException", message);

    public static AwsError Conflict(string message) => new(409, "ConflictException", message);
}
