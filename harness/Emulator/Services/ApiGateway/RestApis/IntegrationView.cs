using System.Collections.Immutable;
using TaskTracker.Emulation.Services.ApiGateway.RestApis.Serving;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>The request of PutIntegration.</summary>
internal sealed record IntegrationBody : StrictBody
{
    private const int MinTimeoutMs = 50;

    public string? Type { get; init; }

    public string? HttpMethod { get; init; }

    public string? Uri { get; init; }

    public string? ConnectionType { get; init; }

    public string? PassthroughBehavior { get; init; }

    public string? CacheNamespace { get; init; }

    public IReadOnlyList<string>? CacheKeyParameters { get; init; }

    public int? TimeoutInMillis { get; init; }

    public Dictionary<string, string>? RequestTemplates { get; init; }

    public Dictionary<string, string>? RequestParameters { get; init; }

    public string? ContentHandling { get; init; }

    /// <param name="place">For refusals: the operation, or the place in a document.</param>
    /// <param name="resourceId">Names the cache when nothing else does.</param>
    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public Integration Create(string place, string resourceId)
    {
        var type = Type?.ToUpperInvariant() ?? throw ApiErrors.Missing("type");
        if (type is not (Integration.Proxy or Integration.Mock)) throw ApiErrors.Unsupported($"{place}: type {Type}");
        if (ConnectionType is not (null or "INTERNET")) throw ApiErrors.Unsupported($"{place}: connectionType {ConnectionType}");
        if (ContentHandling is not null) throw ApiErrors.Unsupported($"{place}: contentHandling");
        if (RequestParameters is { Count: > 0 }) throw ApiErrors.Unsupported($"{place}: requestParameters");
        if (CacheKeyParameters is { Count: > 0 }) throw ApiErrors.Unsupported($"{place}: cacheKeyParameters");
        if (TimeoutInMillis is < MinTimeoutMs or > Integration.MaxTimeoutMs) throw RestApiErrors.IntegrationTimeout();
        foreach (var template in RequestTemplates?.Values ?? Enumerable.Empty<string>()) StaticText.Check($"{place}: requestTemplates", template);
        return new Integration(
            type,
            type == Integration.Mock ? null : HttpMethod?.ToUpperInvariant() ?? throw RestApiErrors.IntegrationWithoutMethod(),
            type == Integration.Mock ? null : FunctionUri.CheckInvocation(Uri ?? throw ApiErrors.Missing("uri")),
            TimeoutInMillis ?? Integration.MaxTimeoutMs, CheckPassthrough(PassthroughBehavior), CacheNamespace ?? resourceId, MethodBody.Sorted(RequestTemplates),
            ImmutableSortedDictionary.Create<string, IntegrationResponse>(StringComparer.Ordinal));
    }

    private static string CheckPassthrough(string? behavior) => behavior?.ToUpperInvariant() switch
    {
        null => "WHEN_NO_MATCH",
        "WHEN_NO_MATCH" or "WHEN_NO_TEMPLATES" or "NEVER" => behavior.ToUpperInvariant(),
        _ => throw ApiErrors.Invalid("passthroughBehavior", behavior, "it is WHEN_NO_MATCH, WHEN_NO_TEMPLATES or NEVER"),
    };
}

/// <summary>An integration as answers show it.</summary>
internal sealed record IntegrationView(
    ImmutableArray<string> CacheKeyParameters,
    string CacheNamespace,
    string? HttpMethod,
    ImmutableSortedDictionary<string, IntegrationResponseView>? IntegrationResponses,
    string PassthroughBehavior,
    ImmutableSortedDictionary<string, string>? RequestTemplates,
    int TimeoutInMillis,
    string Type,
    string? Uri)
{
    public static IntegrationView Of(Integration integration) => new(
        [], integration.CacheNamespace, integration.HttpMethod,
        integration.Responses.IsEmpty ? null : integration.Responses.ToImmutableSortedDictionary(r => r.Key, r => IntegrationResponseView.Of(r.Value)),
        integration.PassthroughBehavior, MethodView.Given(integration.RequestTemplates), integration.TimeoutMs, integration.Type, integration.Uri);
}

/// <summary>The request of PutIntegrationResponse.</summary>
internal sealed record IntegrationResponseBody : StrictBody
{
    public string? SelectionPattern { get; init; }

    public Dictionary<string, string>? ResponseParameters { get; init; }

    public Dictionary<string, string>? ResponseTemplates { get; init; }

    /// <summary>A response whose headers the method declares.</summary>
    /// <exception cref="Protocols.AwsError">BadRequestException, or NotFoundException where the method has no such response.</exception>
    public IntegrationResponse Create(string place, string statusCode, Method method)
    {
        StaticText.CheckTypes(ResponseTemplates);
        foreach (var template in ResponseTemplates?.Values ?? Enumerable.Empty<string>()) StaticText.Check($"{place}: responseTemplates", template);
        foreach (var (name, value) in ResponseParameters ?? [])
        {
            if (method.Responses.GetValueOrDefault(statusCode)?.Parameters.ContainsKey(name) != true) throw RestApiErrors.UnknownMapping(name);
            MappedValue.Parse(value);
        }

        return new IntegrationResponse(statusCode, SelectionPattern, MethodBody.Sorted(ResponseParameters), MethodBody.Sorted(ResponseTemplates));
    }
}

internal sealed record IntegrationResponseView(
    ImmutableSortedDictionary<string, string>? ResponseParameters, ImmutableSortedDictionary<string, string>? ResponseTemplates, string? SelectionPattern, string StatusCode)
{
    public static IntegrationResponseView Of(IntegrationResponse response) => new(
        MethodView.Given(response.Parameters), MethodView.Given(response.Templates), response.SelectionPattern, response.StatusCode);
}
