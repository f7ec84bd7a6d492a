using System.Collections.Immutable;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.OpenApi;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.OpenApi;

/// <summary>Reads an OpenAPI 3.0 document in JSON as API Gateway imports it: paths become routes, integrations lead to functions.</summary>
/// <remarks>
/// Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html,
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
/// </remarks>
internal static class OpenApiDocument
{
    private const string CorsExtension = "x-amazon-apigateway-cors";
    private const string EndpointExtension = "x-amazon-apigateway-endpoint-configuration";
    private const string VersionExtension = "x-amazon-apigateway-importexport-version";

    /// <exception cref="AwsError">BadRequestException: the document is no OpenAPI 3.0, or asks for what is not supported.</exception>
    public static ImportedApi Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(new OpenApiNode(document.RootElement, ""));
        }
        catch (JsonException)
        {
            throw ApiErrors.Bad("Unable to parse API definition because of a malformed integration or document: the body is not JSON");
        }
    }

    private static ImportedApi Read(OpenApiNode root)
    {
        var notes = new ImportNotes();
        notes.Sort(
            root.Object, "", ["openapi", "info", "paths", "components", "tags", "servers", "externalDocs", CorsExtension, EndpointExtension, VersionExtension],
            restOnly: ["x-amazon-apigateway-api-key-source", "x-amazon-apigateway-binary-media-types", "x-amazon-apigateway-documentation",
                "x-amazon-apigateway-gateway-responses", "x-amazon-apigateway-minimum-compression-size", "x-amazon-apigateway-policy",
                "x-amazon-apigateway-request-validator", "x-amazon-apigateway-request-validators"],
            refused: []);
        if (root.String("openapi") is not { } version || !version.StartsWith("3.0", StringComparison.Ordinal))
        {
            throw ApiErrors.Bad("Invalid OpenAPI input: HTTP APIs are imported from OpenAPI 3.0 documents, with 'openapi' such as 3.0.1");
        }

        OpenApiOperation.RefuseSecurity(root);
        var info = root.Child("info") ?? throw ApiErrors.Missing("info");
        var paths = new OpenApiPaths(root, notes);
        var configuration = paths.Read() with { Cors = ReadCors(root.Child(CorsExtension)) };
        return new ImportedApi(
            info.String("title") ?? throw ApiErrors.Missing("info.title"), info.String("description"), info.String("version"), IsEndpointDisabled(root),
            ReadTags(root), configuration, [.. notes.Info], [.. notes.Warnings]);
    }

    private static bool IsEndpointDisabled(OpenApiNode root)
    {
        if (root.Child(EndpointExtension) is not { } endpoint) return false;
        endpoint.RefuseOthers(["disableExecuteApiEndpoint"]);
        return endpoint.Boolean("disableExecuteApiEndpoint") == true;
    }

    private static Cors? ReadCors(OpenApiNode? cors)
    {
        cors?.RefuseOthers(["allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge", "allowCredentials"]);
        return cors is null ? null : new CorsView
        {
            AllowOrigins = cors.Strings("allowOrigins"),
            AllowMethods = cors.Strings("allowMethods"),
            AllowHeaders = cors.Strings("allowHeaders"),
            ExposeHeaders = cors.Strings("exposeHeaders"),
            MaxAge = cors.Integer("maxAge"),
            AllowCredentials = cors.Boolean("allowCredentials"),
        }.Check();
    }

    private static ImmutableSortedDictionary<string, string> ReadTags(OpenApiNode root) => root.Children("tags")
        .Select(tag => (Name: tag.String("name"), Value: tag.String("x-amazon-apigateway-tag-value")))
        .Where(tag => tag is { Name: not null, Value: not null })
        .ToImmutableSortedDictionary(tag => tag.Name ?? "", tag => tag.Value ?? "", StringComparer.Ordinal);
}
