using System.Text;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>An answer of the gateway's own, in place of an integration's.</summary>
/// <param name="Type">Whose look an API may have changed.</param>
/// <param name="ErrorType">In the header <c>x-amzn-ErrorType</c>.</param>
/// <param name="Body">AWS's own, to the blank.</param>
/// <param name="Code">For the request record.</param>
/// <remarks>
/// 403, the 502 and their headers are recorded in LocalStack's snapshots of AWS; the others are as users of AWS quote them. That a function's error is an INTEGRATION_FAILURE is in lines of
/// AWS quoted in https://github.com/DataBiosphere/azul/pull/6624. Which type a malformed response has is not known: here it takes the look of all 5XX.
/// </remarks>
internal sealed record RestRefusal(string Type, int Status, string ErrorType, string Message, byte[] Body, string Code)
{
    private const string Failure = "InternalServerErrorException";

    public static readonly RestRefusal NoRoute =
        Spare("MISSING_AUTHENTICATION_TOKEN", 403, "MissingAuthenticationTokenException", "Missing Authentication Token", "NotFound");

    public static readonly RestRefusal TooLarge = Spare("REQUEST_TOO_LARGE", 413, "RequestTooLargeException", "Request Too Long", "RequestTooLarge");
    public static readonly RestRefusal HeadTooLarge = Spare("DEFAULT_4XX", 431, "BadRequestException", "Request Header Fields Too Large", "RequestHeadTooLarge");
    public static readonly RestRefusal TooManyRequests = Spare("THROTTLED", 429, "TooManyRequestsException", "Too Many Requests", "TooManyRequests");
    public static readonly RestRefusal UnsupportedMediaType = Spare("UNSUPPORTED_MEDIA_TYPE", 415, "BadRequestException", "Unsupported Media Type", "UnsupportedMediaType");
    public static readonly RestRefusal FunctionFailed = Spaced("INTEGRATION_FAILURE", 502, "Internal server error", "FunctionError");
    public static readonly RestRefusal MalformedResponse = Spaced("DEFAULT_5XX", 502, "Internal server error", "MalformedResponse");
    public static readonly RestRefusal FunctionNotFound = Spaced("API_CONFIGURATION_ERROR", 500, "Internal server error", "FunctionNotFound");
    public static readonly RestRefusal FunctionForbidden = Spaced("API_CONFIGURATION_ERROR", 500, "Internal server error", "FunctionForbidden");
    public static readonly RestRefusal BadIntegration = Spaced("API_CONFIGURATION_ERROR", 500, "Internal server error", "IntegrationError");
    public static readonly RestRefusal FunctionThrottled = Spaced("API_CONFIGURATION_ERROR", 500, "Internal server error", "FunctionThrottled");
    public static readonly RestRefusal TimedOut = Spaced("INTEGRATION_TIMEOUT", 504, "Endpoint request timed out", "IntegrationTimeout");

    private static RestRefusal Spare(string type, int status, string errorType, string message, string code) =>
        new(type, status, errorType, message, Encoding.UTF8.GetBytes($"{{\"message\":\"{message}\"}}"), code);

    private static RestRefusal Spaced(string type, int status, string message, string code) =>
        new(type, status, Failure, message, Encoding.UTF8.GetBytes($"{{\"message\": \"{message}\"}}"), code);
}
