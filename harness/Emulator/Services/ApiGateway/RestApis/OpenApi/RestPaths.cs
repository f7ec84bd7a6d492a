using System.Text.RegularExpressions;
using TaskTracker.Emulation.Services.ApiGateway.OpenApi;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.OpenApi;

/// <summary>The document's operations as methods.</summary>
internal static partial class RestPaths
{
    private const string AnyMethod = "x-amazon-apigateway-any-method";
    private const string IntegrationExtension = "x-amazon-apigateway-integration";

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", AnyMethod];

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public static IEnumerable<ImportedMethod> Read(OpenApiNode root, List<string> warnings)
    {
        var paths = root.Child("paths") ?? throw ApiErrors.Missing("paths");
        foreach (var path in paths.Object.EnumerateObject())
        {
            if (!path.Name.StartsWith('/')) throw ApiErrors.Invalid("paths", path.Name, "a path begins with a slash");
            var place = $"paths.'{path.Name}'";
            var item = new OpenApiNode(path.Value, place);
            RestDocument.Sort(item, [.. Methods], warnings, "$ref");
            foreach (var method in Methods.Where(item.Has))
            {
                yield return Read(path.Name, method, new OpenApiNode(item.Object.GetProperty(method), $"{place}({method})"), item, warnings);
            }
        }
    }

    private static ImportedMethod Read(string path, string method, OpenApiNode node, OpenApiNode item, List<string> warnings)
    {
        RestDocument.Sort(
            node, [IntegrationExtension, "x-amazon-apigateway-documentation"], warnings, "x-amazon-apigateway-auth", "x-amazon-apigateway-request-validator");
        if (node.Children("security").Any()) throw ApiErrors.Unsupported(node.At("security"));
        var httpMethod = method == AnyMethod ? Method.Any : method.ToUpperInvariant();
        var bare = new MethodBody { AuthorizationType = "NONE", OperationName = node.String("operationId"), RequestParameters = Parameters(item, node) }.Create(httpMethod);
        bare = bare with { Responses = bare.Responses.AddRange(Responses(node)) };
        var integration = node.Child(IntegrationExtension);
        if (integration is null) return new ImportedMethod(path, httpMethod, _ => bare);

        // Once now, so that what is wrong with it is said with its place before anything changes.
        RestIntegrations.Read(integration, bare, "", warnings);
        var (type, document) = (integration.Place, integration.Object.Clone());
        return new ImportedMethod(path, httpMethod, id => bare with { Integration = RestIntegrations.Read(new OpenApiNode(document, type), bare, id, []) });
    }

    /// <summary>Of the operation, and of its path where the operation has none of that name.</summary>
    private static Dictionary<string, bool> Parameters(OpenApiNode item, OpenApiNode operation)
    {
        var parameters = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var parameter in item.Children("parameters").Concat(operation.Children("parameters")))
        {
            if (parameter.Has("$ref")) throw ApiErrors.Unsupported(parameter.At("$ref"));
            var source = parameter.String("in") switch
            {
                "path" => "path",
                "query" => "querystring",
                "header" => "header",
                _ => null,
            };
            if (source is not null) parameters[$"method.request.{source}.{parameter.String("name")}"] = parameter.Boolean("required") == true;
        }

        return parameters;
    }

    private static IEnumerable<KeyValuePair<string, MethodResponse>> Responses(OpenApiNode operation)
    {
        if (operation.Child("responses") is not { } responses) yield break;
        foreach (var response in responses.Object.EnumerateObject())
        {
            if (!Status().IsMatch(response.Name) || responses.Child(response.Name) is not { } node) continue;
            var headers = node.Child("headers") is { } declared ? declared.Object.EnumerateObject().ToDictionary(h => "method.response.header." + h.Name, _ => false) : null;
            yield return KeyValuePair.Create(response.Name, new MethodResponseBody { ResponseParameters = headers }.Create(response.Name));
        }
    }

    [GeneratedRegex("^[1-5][0-9]{2}$")]
    private static partial Regex Status();
}
