using System.Text;
using System.Text.Json.Serialization.Metadata;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>Makes the rows of a version of API Gateway's own API.</summary>
/// <param name="prefix">Of the version's paths; policies do not name it.</param>
internal sealed class ApiRows(AwsScope scope, string prefix)
{
    public RestOperation Row<TResponse>(string name, string route, JsonTypeInfo<TResponse> response, Func<ApiRequest, TResponse> execute, int status = 200) =>
        RestOperation.Json(
            name, Action(route), Path(route), ApiRequest.Of, response, Resource, (request, _) => ValueTask.FromResult(execute(request)), status);

    public RestOperation Row<TBody, TResponse>(
        string name, string route, JsonTypeInfo<TBody> body, JsonTypeInfo<TResponse> response, Func<ApiRequest, TBody, TResponse> execute, int status = 200)
        where TBody : StrictBody =>
        RestOperation.Json(
            name, Action(route), Path(route), exchange => (Request: ApiRequest.Of(exchange), Body: StrictBody.Read(name, exchange, body)), response,
            r => Resource(r.Request), (r, _) => ValueTask.FromResult(execute(r.Request, r.Body)), status);

    /// <summary>An operation whose body is a document of another format.</summary>
    public RestOperation DocumentRow<TResponse>(
        string name, string route, JsonTypeInfo<TResponse> response, Func<ApiRequest, string, TResponse> execute, int status = 200) =>
        RestOperation.Json(
            name, Action(route), Path(route), exchange => (Request: ApiRequest.Of(exchange), Document: Encoding.UTF8.GetString(exchange.Request.Body.Span)), response,
            r => Resource(r.Request), (r, _) => ValueTask.FromResult(execute(r.Request, r.Document)), status);

    /// <summary>Policies name the method, not the operation.</summary>
    /// <remarks>Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html, and its version 2</remarks>
    private static string Action(string route) => "apigateway:" + route[..route.IndexOf(' ', StringComparison.Ordinal)];

    private string Path(string route) => route.Replace(" /", $" {prefix}/", StringComparison.Ordinal);

    private string Resource(ApiRequest request) => scope.RegionalArn("apigateway", request.RawPath[prefix.Length..]);
}
