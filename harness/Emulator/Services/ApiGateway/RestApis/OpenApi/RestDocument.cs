using System.Collections.Immutable;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.OpenApi;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.OpenApi;

/// <summary>Reads an OpenAPI 3.0 document in JSON as API Gateway imports it: paths become resources, operations methods.</summary>
/// <remarks>
/// Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html,
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
/// </remarks>
internal static class RestDocument
{
    private const string GatewayResponsesExtension = "x-amazon-apigateway-gateway-responses";
    private const string BinaryExtension = "x-amazon-apigateway-binary-media-types";
    private const string EndpointExtension = "x-amazon-apigateway-endpoint-configuration";
    private const string KeySourceExtension = "x-amazon-apigateway-api-key-source";

    private static readonly string[] Known =
    [
        "openapi", "swagger", "info", "paths", "components", "tags", "servers", "externalDocs", "security", GatewayResponsesExtension, BinaryExtension, EndpointExtension,
        KeySourceExtension, "x-amazon-apigateway-importexport-version", "x-amazon-apigateway-documentation",
    ];

    /// <param name="query">With the parameters of the import.</param>
    /// <exception cref="AwsError">BadRequestException: the document is no OpenAPI 3.0, or asks for what is not supported.</exception>
    public static ImportedRestApi Read(string operation, string text, QueryParameters query)
    {
        if (query["basepath"] is { } basePath and not "ignore") throw ApiErrors.Unsupported($"{operation}: basepath={basePath}");
        try
        {
            using var document = JsonDocument.Parse(text);
            var imported = Read(new OpenApiNode(document.RootElement, ""), query);
            var failOnWarnings = string.Equals(query["failonwarnings"], "true", StringComparison.OrdinalIgnoreCase);
            return failOnWarnings && !imported.Warnings.IsEmpty ? throw ApiErrors.ImportWarnings(imported.Warnings) : imported;
        }
        catch (JsonException)
        {
            throw ApiErrors.Bad("Unable to parse API definition because of a malformed integration or document: the body is not JSON");
        }
    }

    private static ImportedRestApi Read(OpenApiNode root, QueryParameters query)
    {
        var warnings = new List<string>();
        Sort(root, Known, warnings, "x-amazon-apigateway-policy", "x-amazon-apigateway-minimum-compression-size", "x-amazon-apigateway-request-validator",
            "x-amazon-apigateway-request-validators", "definitions", "securityDefinitions", "basePath", "host", "schemes", "consumes", "produces");
        if (root.String("openapi")?.StartsWith("3.0", StringComparison.Ordinal) != true && root.String("swagger") != "2.0")
        {
            throw ApiErrors.Bad("Invalid OpenAPI input: REST APIs are imported here from OpenAPI 3.0 documents, with 'openapi' such as 3.0.1, and from Swagger 2.0");
        }

        if (root.Children("security").Any()) throw ApiErrors.Unsupported("security");
        if (root.String(KeySourceExtension) is { } source and not "HEADER") throw ApiErrors.Unsupported($"{KeySourceExtension} {source}");
        var info = root.Child("info") ?? throw ApiErrors.Missing("info");
        var endpoint = root.Child(EndpointExtension);
        endpoint?.RefuseOthers(["disableExecuteApiEndpoint"]);
        return new ImportedRestApi(
            info.String("title") ?? throw ApiErrors.Missing("info.title"), info.String("description"), info.String("version"),
            query["endpointConfigurationTypes"] is { } type ? EndpointBody.CheckTypes([type]) : null, endpoint?.Boolean("disableExecuteApiEndpoint"),
            Tags(root), root.Strings(BinaryExtension) ?? [], GatewayResponses(root.Child(GatewayResponsesExtension)), [.. RestPaths.Read(root, warnings)], [.. warnings]);
    }

    /// <summary>Goes through an object's members, so that each is known, reported, or refused.</summary>
    public static void Sort(OpenApiNode node, ReadOnlySpan<string> known, List<string> warnings, params ReadOnlySpan<string> refused)
    {
        foreach (var member in node.Object.EnumerateObject())
        {
            if (refused.Contains(member.Name)) throw ApiErrors.Unsupported(node.At(member.Name));
            if (!known.Contains(member.Name) && member.Name.StartsWith("x-amazon-apigateway-", StringComparison.Ordinal))
            {
                warnings.Add($"Parse issue: attribute {node.At(member.Name)} is unexpected");
            }
        }
    }

    private static ImmutableArray<GatewayResponse> GatewayResponses(OpenApiNode? responses) => responses is null ? [] :
    [
        .. responses.Object.EnumerateObject().Select(r => responses.Child(r.Name) is { } node ? GatewayResponseOf(r.Name, node) : throw ApiErrors.Missing(responses.At(r.Name))),
    ];

    private static GatewayResponse GatewayResponseOf(string type, OpenApiNode node)
    {
        node.RefuseOthers(["statusCode", "responseParameters", "responseTemplates"]);
        return new GatewayResponseBody
        {
            StatusCode = node.String("statusCode"),
            ResponseParameters = node.Child("responseParameters")?.Texts(),
            ResponseTemplates = node.Child("responseTemplates")?.Texts(),
        }.Create(type);
    }

    private static ImmutableSortedDictionary<string, string> Tags(OpenApiNode root) => root.Children("tags")
        .Select(tag => (Name: tag.String("name"), Value: tag.String("x-amazon-apigateway-tag-value")))
        .Where(tag => tag is { Name: not null, Value: not null })
        .ToImmutableSortedDictionary(tag => tag.Name ?? "", tag => tag.Value ?? "", StringComparer.Ordinal);
}
