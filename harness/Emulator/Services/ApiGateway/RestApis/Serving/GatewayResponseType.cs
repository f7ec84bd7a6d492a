using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

/// <summary>A kind of refusal that an API may give another look.</summary>
/// <param name="Status"><c>null</c> for the two that stand for all others of their kind.</param>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html</remarks>
internal sealed record GatewayResponseType(string Name, int? Status)
{
    public const string StandardTemplate = "{\"message\":$context.error.messageString}";

    private const string Default4Xx = "DEFAULT_4XX";
    private const string Default5Xx = "DEFAULT_5XX";

    public static readonly ImmutableArray<GatewayResponseType> All =
    [
        new("ACCESS_DENIED", 403),
        new("API_CONFIGURATION_ERROR", 500),
        new("AUTHORIZER_CONFIGURATION_ERROR", 500),
        new("AUTHORIZER_FAILURE", 500),
        new("BAD_REQUEST_BODY", 400),
        new("BAD_REQUEST_PARAMETERS", 400),
        new(Default4Xx, null),
        new(Default5Xx, null),
        new("EXPIRED_TOKEN", 403),
        new("INTEGRATION_FAILURE", 504),
        new("INTEGRATION_TIMEOUT", 504),
        new("INVALID_API_KEY", 403),
        new("INVALID_SIGNATURE", 403),
        new("MISSING_AUTHENTICATION_TOKEN", 403),
        new("QUOTA_EXCEEDED", 429),
        new("REQUEST_TOO_LARGE", 413),
        new("RESOURCE_NOT_FOUND", 404),
        new("THROTTLED", 429),
        new("UNAUTHORIZED", 401),
        new("UNSUPPORTED_MEDIA_TYPE", 415),
        new("WAF_FILTERED", 403),
    ];

    /// <summary>The type whose look it takes when it has none of its own.</summary>
    public string Fallback => Status is >= 500 || Name == Default5Xx ? Default5Xx : Default4Xx;

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public static GatewayResponseType Find(string name) =>
        All.FirstOrDefault(t => t.Name == name) ?? throw ApiErrors.Invalid("responseType", name, $"it is one of {string.Join(", ", All.Select(t => t.Name))}");
}
