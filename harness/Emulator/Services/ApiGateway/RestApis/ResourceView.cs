using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>The request of CreateResource.</summary>
internal sealed partial record ResourceBody : StrictBody
{
    public string? PathPart { get; init; }

    /// <summary>A part that may stand below that parent, beside what stands there.</summary>
    /// <param name="ownId">Of the resource that is to have it.</param>
    /// <exception cref="Protocols.AwsError">BadRequestException or ConflictException.</exception>
    public static string Check(string? part, Resource parent, string ownId, RestConfiguration configuration)
    {
        if (part is null || !Part().IsMatch(part)) throw RestApiErrors.MalformedPathPart();
        if (parent.IsGreedy) throw RestApiErrors.ChildOfGreedy(parent.PathPart);
        foreach (var sibling in configuration.ChildrenOf(parent.Id).Where(s => s.Id != ownId))
        {
            if (sibling.PathPart == part) throw RestApiErrors.SiblingExists(part);
            if (sibling.IsVariable && part.StartsWith('{')) throw RestApiErrors.VariableSibling(sibling.PathPart);
        }

        return part;
    }

    [GeneratedRegex(@"^(?:[a-zA-Z0-9._\-:]+|\{[a-zA-Z0-9._\-:]+\+?\})$")]
    private static partial Regex Part();
}

/// <summary>A resource as answers show it.</summary>
/// <param name="ResourceMethods">Each method's name with nothing, unless they were asked for.</param>
internal sealed record ResourceView(string Id, string? ParentId, string Path, string? PathPart, ImmutableSortedDictionary<string, MethodView>? ResourceMethods)
{
    /// <param name="request">Asks with <c>embed=methods</c> for the methods themselves.</param>
    public static ResourceView Of(Resource resource, RestConfiguration configuration, ApiRequest request)
    {
        var isEmbedded = request.Query["embed"] == "methods";
        return new ResourceView(
            resource.Id, resource.ParentId, configuration.PathOf(resource), resource.ParentId is null ? null : resource.PathPart,
            resource.Methods.IsEmpty ? null : resource.Methods.ToImmutableSortedDictionary(m => m.Key, m => isEmbedded ? MethodView.Of(m.Value) : MethodView.Bare));
    }
}
