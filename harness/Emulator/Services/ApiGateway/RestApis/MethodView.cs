using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>The request of PutMethod.</summary>
internal sealed record MethodBody : StrictBody
{
    public string? AuthorizationType { get; init; }

    public bool? ApiKeyRequired { get; init; }

    public string? OperationName { get; init; }

    public Dictionary<string, bool>? RequestParameters { get; init; }

    public Dictionary<string, string>? RequestModels { get; init; }

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public Method Create(string httpMethod)
    {
        if (!Method.All.Contains(httpMethod)) throw RestApiErrors.UnknownMethod();
        if (AuthorizationType is null) throw ApiErrors.Missing("authorizationType");
        if (AuthorizationType != "NONE") throw ApiErrors.Unsupported($"PutMethod: authorizationType {AuthorizationType}");
        if (ApiKeyRequired == true) throw ApiErrors.Unsupported("PutMethod: apiKeyRequired");
        foreach (var name in RequestParameters?.Keys ?? Enumerable.Empty<string>())
        {
            if (!name.StartsWith("method.request.", StringComparison.Ordinal)) throw RestApiErrors.UnknownMapping(name);
        }

        return new Method(
            httpMethod, IsApiKeyRequired: false, OperationName, Sorted(RequestParameters), Sorted(CheckModels(RequestModels)),
            ImmutableSortedDictionary.Create<string, MethodResponse>(StringComparer.Ordinal), Integration: null);
    }

    /// <summary>Two models come with every API; more are not supported.</summary>
    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public static Dictionary<string, string>? CheckModels(Dictionary<string, string>? models)
    {
        foreach (var name in models?.Values ?? Enumerable.Empty<string>())
        {
            if (name is not ("Empty" or "Error")) throw ApiErrors.Bad($"Invalid model identifier specified: {name}");
        }

        return models;
    }

    public static ImmutableSortedDictionary<string, T> Sorted<T>(Dictionary<string, T>? map) =>
        map is null ? ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal) : map.ToImmutableSortedDictionary(StringComparer.Ordinal);
}

/// <summary>A method as answers show it.</summary>
internal sealed record MethodView(
    bool? ApiKeyRequired,
    string? AuthorizationType,
    string? HttpMethod,
    string? OperationName,
    ImmutableSortedDictionary<string, bool>? RequestParameters,
    ImmutableSortedDictionary<string, string>? RequestModels,
    ImmutableSortedDictionary<string, MethodResponseView>? MethodResponses,
    IntegrationView? MethodIntegration)
{
    /// <summary>In lists that show only which methods there are.</summary>
    public static readonly MethodView Bare = new(null, null, null, null, null, null, null, null);

    public static MethodView Of(Method method) => new(
        method.IsApiKeyRequired, "NONE", method.HttpMethod, method.OperationName, Given(method.RequestParameters), Given(method.RequestModels),
        method.Responses.IsEmpty ? null : method.Responses.ToImmutableSortedDictionary(r => r.Key, r => MethodResponseView.Of(r.Value)),
        method.Integration is { } integration ? IntegrationView.Of(integration) : null);

    public static ImmutableSortedDictionary<string, T>? Given<T>(ImmutableSortedDictionary<string, T> map) => map.IsEmpty ? null : map;
}

/// <summary>The request of PutMethodResponse.</summary>
internal sealed record MethodResponseBody : StrictBody
{
    public Dictionary<string, bool>? ResponseParameters { get; init; }

    public Dictionary<string, string>? ResponseModels { get; init; }

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public MethodResponse Create(string statusCode)
    {
        foreach (var name in ResponseParameters?.Keys ?? Enumerable.Empty<string>())
        {
            if (!name.StartsWith("method.response.header.", StringComparison.Ordinal)) throw RestApiErrors.UnknownMapping(name);
        }

        return new MethodResponse(statusCode, MethodBody.Sorted(ResponseParameters), MethodBody.Sorted(MethodBody.CheckModels(ResponseModels)));
    }
}

internal sealed record MethodResponseView(
    ImmutableSortedDictionary<string, string>? ResponseModels, ImmutableSortedDictionary<string, bool>? ResponseParameters, string StatusCode)
{
    public static MethodResponseView Of(MethodResponse response) => new(MethodView.Given(response.Models), MethodView.Given(response.Parameters), response.StatusCode);
}
