using System.Collections.Immutable;
using System.Text.Json;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.OpenApi;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.OpenApi;

/// <summary>The document's paths as routes and integrations.</summary>
internal sealed class OpenApiPaths(OpenApiNode root, ImportNotes notes)
{
    private const string AnyMethod = "x-amazon-apigateway-any-method";
    private static readonly ImmutableArray<string> Methods = ["get", "put", "post", "delete", "options", "head", "patch", AnyMethod];

    private readonly OpenApiIntegrations _integrations = new(root, notes);
    private ApiConfiguration _configuration = ApiConfiguration.Empty;

    /// <exception cref="AwsError">BadRequestException, or ConflictException for routes that cannot stand beside each other.</exception>
    public ApiConfiguration Read()
    {
        foreach (var path in (root.Child("paths") ?? throw ApiErrors.Missing("paths")).Object.EnumerateObject())
        {
            var place = $"paths.'{path.Name}'";
            var item = new OpenApiNode(path.Value, place);
            notes.Sort(item.Object, place, [.. Methods], restOnly: [], refused: ["$ref"]);
            if (item.Has("trace")) notes.Warnings.Add($"Parse issue: attribute {place}(trace) is unexpected");
            foreach (var method in Methods)
            {
                if (item.Has(method)) AddRoute(path.Name, method, item.Object.GetProperty(method));
            }
        }

        return _configuration;
    }

    private void AddRoute(string path, string method, JsonElement value)
    {
        var node = new OpenApiNode(value, $"paths.'{path}'({method})");
        var operation = OpenApiOperation.Read(node, notes);
        var route = new Route(ApiIds.Part(), KeyOf(path, method, operation), Integrate(operation.Integration), operation.OperationId);
        RouteBody.CheckKey(route, _configuration);
        _configuration = _configuration with { Routes = _configuration.Routes.Add(route.Id, route) };
    }

    private string? Integrate(OpenApiNode? node)
    {
        if (node is null || _integrations.Read(node) is not { } integration) return null;
        _configuration = _configuration with { Integrations = _configuration.Integrations.SetItem(integration.Id, integration) };
        return integration.Id;
    }

    private static string KeyOf(string path, string method, OpenApiOperation operation)
    {
        if (operation.IsDefaultRoute || path is RouteKey.Default or "/" + RouteKey.Default) return RouteKey.Default;
        return $"{(method == AnyMethod ? RouteKey.AnyMethod : method.ToUpperInvariant())} {path}";
    }
}
