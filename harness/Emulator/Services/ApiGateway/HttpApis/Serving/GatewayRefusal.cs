using System.Text;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.Serving;

/// <summary>An answer of the gateway's own, in place of a function's.</summary>
/// <param name="type">For access logs. That it is a type of gateway response is documented; which of them HTTP APIs name is not: here those that REST APIs have.</param>
/// <param name="code">For the request record.</param>
internal sealed class GatewayRefusal(string type, int status, string message, string code)
{
    public static readonly GatewayRefusal NotFound = new("DEFAULT_4XX", 404, "Not Found", "NotFound");
    public static readonly GatewayRefusal TooLarge = new("REQUEST_TOO_LARGE", 413, "Request Entity Too Large", "RequestTooLarge");
    public static readonly GatewayRefusal HeadTooLarge = new("DEFAULT_4XX", 431, "Request Header Fields Too Large", "RequestHeadTooLarge");
    public static readonly GatewayRefusal TooManyRequests = new("THROTTLED", 429, "Too Many Requests", "Throttled");
    public static readonly GatewayRefusal FunctionFailed = new("DEFAULT_5XX", 500, "Internal Server Error", "FunctionError");
    public static readonly GatewayRefusal FunctionNotFound = new("API_CONFIGURATION_ERROR", 500, "Internal Server Error", "FunctionNotFound");
    public static readonly GatewayRefusal MalformedResponse = new("DEFAULT_5XX", 500, "Internal Server Error", "MalformedResponse");

    /// <remarks>Source of the words in the access log: https://repost.aws/knowledge-center/api-gateway-http-lambda-integrations</remarks>
    public static readonly GatewayRefusal FunctionForbidden = new("API_CONFIGURATION_ERROR", 500, "Internal Server Error", "FunctionForbidden")
    {
        IntegrationError = "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.",
    };

    /// <remarks>The status was reported from AWS; its text was not recorded.</remarks>
    public static readonly GatewayRefusal TimedOut = new("INTEGRATION_TIMEOUT", 503, "Service Unavailable", "IntegrationTimeout");

    /// <remarks>Not recorded from AWS.</remarks>
    public static readonly GatewayRefusal Throttled = new("API_CONFIGURATION_ERROR", 503, "Service Unavailable", "FunctionThrottled");

    private readonly byte[] _body = Encoding.UTF8.GetBytes($"{{\"message\":\"{message}\"}}");

    public string Message => message;

    /// <summary>What access logs give as the integration's error; <c>null</c> where AWS's words are not known.</summary>
    public string? IntegrationError { get; private init; }

    public string Type => type;

    /// <summary>Takes the place of whatever was written so far.</summary>
    public void Write(Exchange exchange)
    {
        var answer = exchange.Response;
        exchange.Record.ErrorCode = code;
        answer.Discard();
        answer.Status = status;
        answer.Headers.ContentType = "application/json";
        answer.Share(_body);
    }
}
