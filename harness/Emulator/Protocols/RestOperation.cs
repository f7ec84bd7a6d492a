using System.Text.Json.Serialization.Metadata;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Protocols;

/// <summary>A row that is found by its method and path.</summary>
internal sealed class RestOperation(RestRoute route, Operation inner) : Operation(inner.Name, inner.Action)
{
    public RestRoute Route { get; } = route;

    public override BoundCall Bind(Exchange exchange) => inner.Bind(exchange);

    /// <param name="route">Method and template, such as <c>GET /2015-03-31/functions/{FunctionName}</c>.</param>
    /// <param name="status">Of the successful answer; 204 has no body.</param>
    /// <param name="further">What it needs besides its own action.</param>
    /// <param name="keys">The service's condition keys of the request.</param>
    public static RestOperation Json<TRequest, TResponse>(
        string name,
        string action,
        string route,
        ReadRequest<TRequest> read,
        JsonTypeInfo<TResponse> response,
        Func<TRequest, string> resource,
        Func<TRequest, Exchange, ValueTask<TResponse>> execute,
        int status = 200,
        Func<TRequest, IEnumerable<Permission>>? further = null,
        Func<TRequest, string, ContextValue?>? keys = null) =>
        new(RestRoute.Parse(route), new Operation<TRequest, TResponse>(name, action, read, resource, execute, (value, exchange) =>
        {
            exchange.Response.Status = status;
            exchange.Response.Headers["x-amzn-RequestId"] = exchange.RequestId;
            if (status == 204) return;
            exchange.Response.Headers.ContentType = "application/json";
            JsonBody.Write(value, response, exchange.Response);
        })
        {
            Further = further,
            Keys = keys,
        });
}
