using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.OpenApi;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.OpenApi;

/// <summary>The document's integrations, in place or shared through <c>components</c>.</summary>
/// <remarks>
/// Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html,
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-extensions-integrations.html
/// </remarks>
internal sealed class OpenApiIntegrations(OpenApiNode root, ImportNotes notes)
{
    private const string SharedExtension = "x-amazon-apigateway-integrations";
    private const string ReferencePrefix = "#/components/" + SharedExtension + "/";

    private readonly Dictionary<string, Integration?> _shared = new(StringComparer.Ordinal);

    /// <summary>The integration; <c>null</c> for one that HTTP APIs do not know, which is left out with a warning.</summary>
    /// <exception cref="AwsError">BadRequestException.</exception>
    public Integration? Read(OpenApiNode node)
    {
        if (node.String("$ref") is not { } reference) return ReadInPlace(node);
        if (_shared.TryGetValue(reference, out var known)) return known;
        return _shared[reference] = ReadInPlace(Find(reference, node));
    }

    private OpenApiNode Find(string reference, OpenApiNode from)
    {
        var name = reference.StartsWith(ReferencePrefix, StringComparison.Ordinal) ? reference[ReferencePrefix.Length..] : throw ApiErrors.Unsupported($"{from.At("$ref")} {reference}");
        return root.Child("components")?.Child(SharedExtension)?.Child(name) ?? throw ApiErrors.Bad($"Parse issue: attribute {from.At("$ref")} names {reference}, which is missing");
    }

    private Integration? ReadInPlace(OpenApiNode node)
    {
        var type = node.String("type") ?? throw ApiErrors.Missing(node.At("type"));
        if (type.ToUpperInvariant() is "AWS" or "HTTP" or "MOCK")
        {
            notes.Warnings.Add($"Parse issue: attribute {node.At("type")} is {type}, which is not supported for HTTP APIs");
            return null;
        }

        if (!type.Equals("AWS_PROXY", StringComparison.OrdinalIgnoreCase)) throw ApiErrors.Unsupported($"{node.At("type")} {type}");
        notes.Sort(
            node.Object, node.Place, ["type", "uri", "httpMethod", "payloadFormatVersion", "timeoutInMillis", "connectionType", "description"],
            restOnly: ["passthroughBehavior", "responses", "requestTemplates", "contentHandling", "cacheNamespace", "cacheKeyParameters"],
            refused: ["credentials", "requestParameters", "responseParameters", "integrationSubtype", "connectionId", "tlsConfig", "responseTransferMode"]);
        return new IntegrationBody
        {
            IntegrationType = "AWS_PROXY",
            IntegrationUri = node.String("uri") ?? throw ApiErrors.Missing(node.At("uri")),
            IntegrationMethod = node.String("httpMethod")?.ToUpperInvariant(),
            PayloadFormatVersion = PayloadFormat(node.String("payloadFormatVersion")) ?? throw ApiErrors.Missing(node.At("payloadFormatVersion")),
            TimeoutInMillis = node.Integer("timeoutInMillis"),
            ConnectionType = node.String("connectionType"),
            Description = node.String("description"),
        }.Create(node.Place);
    }

    /// <summary>Documents write the version as a string or as a number.</summary>
    private static string? PayloadFormat(string? version) => version switch
    {
        "1" => "1.0",
        "2" => "2.0",
        _ => version,
    };
}
