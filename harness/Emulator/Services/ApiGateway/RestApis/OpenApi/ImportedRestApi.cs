using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis.OpenApi;

/// <summary>A method that a document describes, and where it stands.</summary>
/// <param name="Create">Makes it for a resource, whose id names its cache.</param>
internal sealed record ImportedMethod(string Path, string HttpMethod, Func<string, Method> Create);

/// <summary>What an OpenAPI document says about an API.</summary>
/// <param name="EndpointType"><c>null</c> where the import does not say.</param>
internal sealed record ImportedRestApi(
    string Name,
    string? Description,
    string? Version,
    string? EndpointType,
    bool? IsEndpointDisabled,
    ImmutableSortedDictionary<string, string> Tags,
    ImmutableArray<string> BinaryMediaTypes,
    ImmutableArray<GatewayResponse> GatewayResponses,
    ImmutableArray<ImportedMethod> Methods,
    ImmutableArray<string> Warnings)
{
    /// <summary>The API with this in place of what it was; paths that stay keep their ids, and stages stay as they are.</summary>
    public RestApi Over(RestApi api)
    {
        var before = api.Configuration;
        var known = before.Resources.Values.ToDictionary(before.PathOf, r => r.Id, StringComparer.Ordinal);
        var root = before.Resources[before.RootId] with { Methods = Resource.NoMethods };
        var blank = RestConfiguration.New() with { RootId = root.Id, Resources = before.Resources.Clear().Add(root.Id, root) };
        return Described(api) with { Configuration = Merge(blank, path => known.GetValueOrDefault(path) ?? ApiIds.Deployment()) };
    }

    /// <summary>The API with this beside what it has; where both have something, this wins.</summary>
    public RestApi Into(RestApi api) => Described(api) with { Configuration = Merge(api.Configuration, _ => ApiIds.Deployment()) };

    private RestApi Described(RestApi api) => api with
    {
        Name = Name,
        Description = Description ?? api.Description,
        Version = Version ?? api.Version,
        EndpointType = EndpointType ?? api.EndpointType,
        IsEndpointDisabled = IsEndpointDisabled ?? api.IsEndpointDisabled,
        Tags = api.Tags.SetItems(Tags),
        Warnings = Warnings,
    };

    private RestConfiguration Merge(RestConfiguration configuration, Func<string, string> newId)
    {
        foreach (var method in Methods)
        {
            (configuration, var resource) = Reach(configuration, method.Path, newId);
            configuration = configuration.With(resource with { Methods = resource.Methods.SetItem(method.HttpMethod, method.Create(resource.Id)) });
        }

        return configuration with
        {
            BinaryMediaTypes = [.. configuration.BinaryMediaTypes.Union(BinaryMediaTypes)],
            GatewayResponses = configuration.GatewayResponses.SetItems(GatewayResponses.Select(r => KeyValuePair.Create(r.Type, r))),
        };
    }

    /// <summary>The resource at a path, made with all above it where it is not there.</summary>
    private static (RestConfiguration Configuration, Resource Resource) Reach(RestConfiguration configuration, string path, Func<string, string> newId)
    {
        var resource = configuration.Resources[configuration.RootId];
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var child = configuration.ChildrenOf(resource.Id).FirstOrDefault(c => c.PathPart == part);
            if (child is null)
            {
                var above = configuration.PathOf(resource);
                var id = newId((above == "/" ? "" : above) + "/" + part);
                child = new Resource(id, resource.Id, ResourceBody.Check(part, resource, id, configuration), Resource.NoMethods);
                configuration = configuration.With(child);
            }

            resource = child;
        }

        return (configuration, resource);
    }
}
