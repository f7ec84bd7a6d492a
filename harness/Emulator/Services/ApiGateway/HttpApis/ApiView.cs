using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>An API as CreateApi and UpdateApi take it.</summary>
internal sealed record ApiBody : StrictBody
{
    public string? Name { get; init; }

    public string? ProtocolType { get; init; }

    public string? Description { get; init; }

    public string? Version { get; init; }

    public string? RouteSelectionExpression { get; init; }

    public bool? DisableExecuteApiEndpoint { get; init; }

    public string? IpAddressType { get; init; }

    public CorsView? CorsConfiguration { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    /// <summary>Of a quick create: the function behind the route that comes with the API.</summary>
    public string? Target { get; init; }

    /// <summary>Of a quick create: <c>$default</c> where it is absent.</summary>
    public string? RouteKey { get; init; }

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public void Check(string operation)
    {
        if (ProtocolType is not (null or "HTTP")) throw ApiErrors.Unsupported($"{operation}: protocolType {ProtocolType}");
        if (IpAddressType is not (null or "ipv4")) throw ApiErrors.Unsupported($"{operation}: ipAddressType {IpAddressType}");
        if (RouteSelectionExpression is not (null or ApiView.HttpRouteSelection or "${request.method} ${request.path}"))
        {
            throw ApiErrors.Invalid("routeSelectionExpression", RouteSelectionExpression, "for HTTP APIs it is ${request.method} ${request.path}");
        }

        if (Name is { Length: 0 or > 128 }) throw ApiErrors.Invalid("name", Name, "it has 1 to 128 characters");
        if (Description is { Length: > 1024 }) throw ApiErrors.Invalid("description", Description, "it has at most 1024 characters");
        if (Version is { Length: 0 or > 64 }) throw ApiErrors.Invalid("version", Version, "it has 1 to 64 characters");
    }
}

/// <summary>An API as answers show it.</summary>
internal sealed record ApiView(
    string ApiEndpoint,
    string ApiId,
    string ApiKeySelectionExpression,
    CorsView? CorsConfiguration,
    string CreatedDate,
    string? Description,
    bool DisableExecuteApiEndpoint,
    ImmutableArray<string>? ImportInfo,
    string IpAddressType,
    string Name,
    string ProtocolType,
    string RouteSelectionExpression,
    ImmutableSortedDictionary<string, string> Tags,
    string? Version,
    ImmutableArray<string>? Warnings)
{
    public const string HttpRouteSelection = "$request.method $request.path";

    /// <param name="port">Where the emulator listens.</param>
    public static ApiView Of(HttpApi api, int port) => new(
        $"http://{api.Id}.execute-api.localhost:{port}", api.Id, "$request.header.x-api-key", CorsView.Of(api.Configuration.Cors), WireTime.Text(api.CreatedAt),
        api.Description, api.IsEndpointDisabled, api.ImportInfo.IsEmpty ? null : api.ImportInfo, "ipv4", api.Name, "HTTP", HttpRouteSelection, api.Tags,
        api.Version, api.Warnings.IsEmpty ? null : api.Warnings);
}

internal sealed record ApiList(IReadOnlyList<ApiView> Items, string? NextToken);
