using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.HttpApis.OpenApi;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>The request of ImportApi and ReimportApi.</summary>
internal sealed record ImportBody : StrictBody
{
    /// <summary>The OpenAPI document, as text.</summary>
    public string? Body { get; init; }

    /// <exception cref="AwsError">BadRequestException.</exception>
    public ImportedApi Read(string operation, QueryParameters query)
    {
        if (query["basepath"] is { } basePath and not "ignore") throw ApiErrors.Unsupported($"{operation}: basepath={basePath}");
        var imported = OpenApiDocument.Read(Body ?? throw ApiErrors.Missing("body"));
        var failOnWarnings = string.Equals(query["failOnWarnings"], "true", StringComparison.OrdinalIgnoreCase);
        return failOnWarnings && !imported.Warnings.IsEmpty ? throw ApiErrors.ImportWarnings(imported.Warnings) : imported;
    }
}
