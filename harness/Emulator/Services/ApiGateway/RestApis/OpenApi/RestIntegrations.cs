using System.Text.RegularExpressions;
using TaskTracker.Emulation.Services.ApiGateway.OpenApi;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.OpenApi;

/// <summary>The integration of an operation.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html</remarks>
internal static partial class RestIntegrations
{
    private static readonly string[] Known =
    [
        "type", "uri", "httpMethod", "timeoutInMillis", "connectionType", "passthroughBehavior", "cacheNamespace", "cacheKeyParameters", "contentHandling",
        "requestTemplates", "requestParameters", "responses", "payloadFormatVersion",
    ];

    /// <param name="resourceId">Of the resource that gets it.</param>
    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public static Integration Read(OpenApiNode node, Method method, string resourceId, List<string> warnings)
    {
        node.RefuseOthers(Known);
        if (node.String("payloadFormatVersion") is { } format and not ("1.0" or "1"))
        {
            warnings.Add($"Parse issue: attribute {node.At("payloadFormatVersion")} is {format}, which is not supported for REST APIs");
        }

        var integration = new IntegrationBody
        {
            Type = node.String("type") ?? throw ApiErrors.Missing(node.At("type")),
            Uri = node.String("uri"),
            HttpMethod = node.String("httpMethod"),
            ConnectionType = node.String("connectionType"),
            PassthroughBehavior = node.String("passthroughBehavior"),
            CacheNamespace = node.String("cacheNamespace"),
            CacheKeyParameters = node.Strings("cacheKeyParameters"),
            ContentHandling = node.String("contentHandling"),
            TimeoutInMillis = node.Integer("timeoutInMillis"),
            RequestTemplates = node.Child("requestTemplates")?.Texts(),
            RequestParameters = node.Child("requestParameters")?.Texts(),
        }.Create(node.Place, resourceId);
        return integration with { Responses = integration.Responses.AddRange(Responses(node, method)) };
    }

    private static IEnumerable<KeyValuePair<string, IntegrationResponse>> Responses(OpenApiNode integration, Method method)
    {
        if (integration.Child("responses") is not { } responses) yield break;
        foreach (var response in responses.Object.EnumerateObject())
        {
            if (responses.Child(response.Name) is not { } node) continue;
            node.RefuseOthers(["statusCode", "responseParameters", "responseTemplates"]);
            var status = node.String("statusCode") ?? throw ApiErrors.Missing(node.At("statusCode"));
            if (!Status().IsMatch(status)) throw ApiErrors.Invalid(node.At("statusCode"), status, "it is a status");
            yield return KeyValuePair.Create(status, new IntegrationResponseBody
            {
                SelectionPattern = response.Name == "default" ? null : response.Name,
                ResponseParameters = node.Child("responseParameters")?.Texts(),
                ResponseTemplates = node.Child("responseTemplates")?.Texts(),
            }.Create(node.Place, status, method));
        }
    }

    [GeneratedRegex("^[1-5][0-9]{2}$")]
    private static partial Regex Status();
}
