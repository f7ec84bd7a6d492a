using System.Collections.Immutable;

namespace TaskTracker.Emulation.Services.ApiGateway;

internal sealed record TagsBody : StrictBody
{
    public Dictionary<string, string>? Tags { get; init; }
}

internal sealed record TagsView(ImmutableSortedDictionary<string, string> Tags);
