namespace TaskTracker.Emulation.Services.ApiGateway.HttpApis;

/// <summary>A route as CreateRoute and UpdateRoute take it.</summary>
internal sealed record RouteBody : StrictBody
{
    private const string TargetPrefix = "integrations/";

    public string? RouteKey { get; init; }

    /// <summary><c>integrations/{id}</c>.</summary>
    public string? Target { get; init; }

    public string? OperationName { get; init; }

    public string? AuthorizationType { get; init; }

    public bool? ApiKeyRequired { get; init; }

    /// <summary>The route with what is given here, checked against the API it belongs to.</summary>
    /// <exception cref="Protocols.AwsError">NotFoundException, ConflictException or BadRequestException.</exception>
    public Route Apply(string operation, Route route, ApiConfiguration configuration)
    {
        if (AuthorizationType is not (null or "NONE")) throw ApiErrors.Unsupported($"{operation}: authorizationType {AuthorizationType}");
        if (ApiKeyRequired == true) throw ApiErrors.Unsupported($"{operation}: apiKeyRequired");
        if (OperationName is { Length: 0 or > 64 }) throw ApiErrors.Invalid("operationName", OperationName, "it has 1 to 64 characters");
        var changed = route with
        {
            Key = RouteKey ?? route.Key,
            IntegrationId = Target is null ? route.IntegrationId : IntegrationOf(Target, configuration),
            OperationName = OperationName ?? route.OperationName,
        };
        CheckKey(changed, configuration);
        return changed;
    }

    /// <exception cref="Protocols.AwsError">ConflictException, or BadRequestException for a key that is none.</exception>
    public static void CheckKey(Route route, ApiConfiguration configuration)
    {
        var shape = HttpApis.RouteKey.Parse(route.Key).Shape;
        foreach (var other in configuration.Routes.Values)
        {
            if (other.Id == route.Id) continue;
            if (other.Key == route.Key) throw HttpApiErrors.RouteExists(route.Key);
            if (HttpApis.RouteKey.Parse(other.Key).Shape == shape) throw HttpApiErrors.RouteVariableConflict(route.Key, other.Key);
        }
    }

    private static string IntegrationOf(string target, ApiConfiguration configuration)
    {
        if (!target.StartsWith(TargetPrefix, StringComparison.Ordinal)) throw ApiErrors.Invalid("target", target, "it is integrations/ and the id of an integration");
        var id = target[TargetPrefix.Length..];
        return configuration.Integrations.ContainsKey(id) ? id : throw HttpApiErrors.NoSuchIntegration(id);
    }
}

/// <summary>A route as answers show it.</summary>
internal sealed record RouteView(
    bool? ApiGatewayManaged, bool ApiKeyRequired, string AuthorizationType, string? OperationName, string RouteId, string RouteKey, string? Target)
{
    public static RouteView Of(Route route) => new(
        route.IsManaged ? true : null, ApiKeyRequired: false, "NONE", route.OperationName, route.Id, route.Key,
        route.IntegrationId is { } id ? "integrations/" + id : null);
}

internal sealed record RouteList(IReadOnlyList<RouteView> Items, string? NextToken);
