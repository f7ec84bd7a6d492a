using Amazon.Runtime.Endpoints;

namespace TaskTracker.Functions.Tasks;

/// <summary>The endpoint of the first call for all of them: rules that a client with one table in one region would follow to the same end each time.</summary>
internal sealed class OneEndpoint(IEndpointProvider rules) : IEndpointProvider
{
    private Endpoint? _endpoint;

    public Endpoint ResolveEndpoint(EndpointParameters parameters) => _endpoint ??= rules.ResolveEndpoint(parameters);
}
