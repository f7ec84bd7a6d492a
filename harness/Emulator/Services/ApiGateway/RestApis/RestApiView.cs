using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>An API as CreateRestApi takes it.</summary>
internal sealed record RestApiBody : StrictBody
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Version { get; init; }

    public string? ApiKeySource { get; init; }

    public IReadOnlyList<string>? BinaryMediaTypes { get; init; }

    public EndpointBody? EndpointConfiguration { get; init; }

    public bool? DisableExecuteApiEndpoint { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public string CheckName()
    {
        if (Description is "") throw RestApiErrors.EmptyDescription();
        if (ApiKeySource is not (null or "HEADER")) throw ApiErrors.Unsupported($"CreateRestApi: apiKeySource {ApiKeySource}");
        if (Name is null) throw ApiErrors.Missing("name");
        return Name.Length is > 0 and <= 1024 ? Name : throw ApiErrors.Invalid("name", Name, "it has 1 to 1024 characters");
    }
}

/// <summary>Where an API is reached: a word, for it makes no difference here.</summary>
internal sealed record EndpointBody : StrictBody
{
    public IReadOnlyList<string>? Types { get; init; }

    public string? IpAddressType { get; init; }

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public string Check()
    {
        if (Others?.Keys.FirstOrDefault() is { } unknown) throw ApiErrors.Unsupported($"endpointConfiguration: {unknown}");
        if (IpAddressType is not (null or "ipv4")) throw ApiErrors.Unsupported($"endpointConfiguration: ipAddressType {IpAddressType}");
        return CheckTypes(Types ?? [RestApi.Edge]);
    }

    /// <exception cref="Protocols.AwsError">BadRequestException.</exception>
    public static string CheckTypes(IReadOnlyList<string> types) => types switch
    {
        [] => throw ApiErrors.Bad("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED."),
        [RestApi.Edge or "REGIONAL"] => types[0],
        _ => throw ApiErrors.Unsupported($"endpointConfiguration: types {string.Join(", ", types)}"),
    };
}

internal sealed record EndpointView(ImmutableArray<string> Types, string IpAddressType);

/// <summary>An API as answers show it.</summary>
internal sealed record RestApiView(
    string ApiKeySource,
    ImmutableArray<string>? BinaryMediaTypes,
    long CreatedDate,
    string? Description,
    bool DisableExecuteApiEndpoint,
    EndpointView EndpointConfiguration,
    string Id,
    string Name,
    string RootResourceId,
    ImmutableSortedDictionary<string, string>? Tags,
    string? Version,
    ImmutableArray<string>? Warnings)
{
    public static RestApiView Of(RestApi api) => new(
        "HEADER", api.Configuration.BinaryMediaTypes.IsEmpty ? null : api.Configuration.BinaryMediaTypes, api.CreatedAt.ToUnixTimeSeconds(), api.Description,
        api.IsEndpointDisabled, new EndpointView([api.EndpointType], "ipv4"), api.Id, api.Name, api.Configuration.RootId, api.Tags.IsEmpty ? null : api.Tags,
        api.Version, api.Warnings.IsEmpty ? null : api.Warnings);
}

/// <param name="Item">The wire's name for the list.</param>
internal sealed record ListView<T>(IReadOnlyList<T> Item, string? Position = null)
{
    /// <summary>One page of what stays in order.</summary>
    public static ListView<T> Of<TItem>(ApiRequest request, IEnumerable<TItem> all, Func<TItem, string> id, Func<TItem, T> view)
    {
        var (items, position) = request.Page(all, id, "position", "limit");
        return new ListView<T>([.. items.Select(view)], position);
    }
}
