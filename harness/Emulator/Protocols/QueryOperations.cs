using System.Xml;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Protocols;

/// <summary>How a Query operation reads its form and writes its result.</summary>
internal interface IQueryRequest<TSelf>
    where TSelf : IQueryRequest<TSelf>
{
    /// <exception cref="AwsError">ValidationError, naming the parameter.</exception>
    static abstract TSelf Read(QueryForm form);
}

internal interface IQueryResponse
{
    void Write(XmlWriter xml);
}

/// <summary>The response of a Query operation that has no result element.</summary>
internal sealed record NoResult : IQueryResponse
{
    public static readonly NoResult Value = new();

    public void Write(XmlWriter xml)
    {
    }
}

/// <summary>The response of a Query operation whose result element is empty.</summary>
internal sealed record EmptyResult : IQueryResponse
{
    public static readonly EmptyResult Value = new();

    public void Write(XmlWriter xml)
    {
    }
}

internal static class QueryOperations
{
    extension(Operation)
    {
        /// <param name="needsPermission">See <see cref="Operation.NeedsPermission"/>.</param>
        /// <param name="keys">The service's condition keys of the request.</param>
        /// <param name="further">What it needs besides its own action.</param>
        /// <param name="read">Where the form alone does not tell what is asked for.</param>
        public static Operation<TRequest, TResponse> Query<TRequest, TResponse>(
            string xmlNamespace,
            string name,
            string action,
            Func<TRequest, string> resource,
            Func<TRequest, Exchange, TResponse> execute,
            bool needsPermission = true,
            Func<TRequest, string, ContextValue?>? keys = null,
            Func<TRequest, IEnumerable<Permission>>? further = null,
            ReadRequest<TRequest>? read = null)
            where TRequest : IQueryRequest<TRequest>
            where TResponse : IQueryResponse =>
            Operation.QueryAsync<TRequest, TResponse>(
                xmlNamespace, name, action, resource, (request, exchange) => ValueTask.FromResult(execute(request, exchange)), needsPermission, keys, further, read);

        public static Operation<TRequest, TResponse> QueryAsync<TRequest, TResponse>(
            string xmlNamespace,
            string name,
            string action,
            Func<TRequest, string> resource,
            Func<TRequest, Exchange, ValueTask<TResponse>> execute,
            bool needsPermission = true,
            Func<TRequest, string, ContextValue?>? keys = null,
            Func<TRequest, IEnumerable<Permission>>? further = null,
            ReadRequest<TRequest>? read = null)
            where TRequest : IQueryRequest<TRequest>
            where TResponse : IQueryResponse =>
            new Operation<TRequest, TResponse>(
                name,
                action,
                read ?? (exchange => TRequest.Read(QueryForm.Of(exchange.Request))),
                resource,
                execute,
                (response, exchange) => QueryXml.WriteResult(xmlNamespace, name, exchange, response is NoResult ? null : response.Write))
            {
                NeedsPermission = needsPermission,
                Keys = keys,
                Further = further,
            };
    }
}
