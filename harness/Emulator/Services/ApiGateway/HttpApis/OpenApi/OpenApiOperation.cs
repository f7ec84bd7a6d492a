using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.OpenApi;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis.OpenApi;

/// <summary>One operation of a path.</summary>
/// <param name="Integration">As it stands in the document; <c>null</c> for a route that leads nowhere.</param>
internal sealed record OpenApiOperation(string? OperationId, bool IsDefaultRoute, OpenApiNode? Integration)
{
    private const string IntegrationExtension = "x-amazon-apigateway-integration";

    /// <exception cref="AwsError">BadRequestException.</exception>
    public static OpenApiOperation Read(OpenApiNode node, ImportNotes notes)
    {
        notes.Sort(
            node.Object, node.Place, ["operationId", "isDefaultRoute", IntegrationExtension],
            restOnly: ["requestBody", "x-amazon-apigateway-request-validator", "x-amazon-apigateway-documentation"],
            refused: ["x-amazon-apigateway-auth"]);
        RefuseSecurity(node);
        var integration = node.Child(IntegrationExtension);
        if (integration is null) notes.Warnings.Add($"Parse issue: attribute {node.At(IntegrationExtension)} is missing");
        return new OpenApiOperation(node.String("operationId"), node.Boolean("isDefaultRoute") == true, integration);
    }

    /// <summary>Security asks for an authorizer. An empty list asks for nothing.</summary>
    /// <exception cref="AwsError">BadRequestException.</exception>
    public static void RefuseSecurity(OpenApiNode node)
    {
        if (node.Children("security").Any()) throw ApiErrors.Unsupported(node.At("security"));
    }
}
