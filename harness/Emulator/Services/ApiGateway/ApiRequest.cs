using System.Globalization;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway;

/// <summary>What a request says outside its body.</summary>
internal sealed record ApiRequest(string RawPath, IReadOnlyDictionary<string, string> Path, QueryParameters Query)
{
    public string ApiId => Path["apiId"];

    public string RouteId => Path["routeId"];

    public string IntegrationId => Path["integrationId"];

    public string StageName => Path["stageName"];

    public string RouteKey => Path["routeKey"];

    public string DeploymentId => Path["deploymentId"];

    public string ResourceId => Path["resourceId"];

    public string HttpMethod => Path["httpMethod"];

    public string StatusCode => Path["statusCode"];

    public string ResponseType => Path["responseType"];

    public string ResourceArn => Path["resourceArn"];

    public static ApiRequest Of(Exchange exchange) => new(exchange.Request.RawPath, exchange.PathParameters, exchange.Request.Query);

    /// <summary>One page of a list that stays in order, and the token of the next; everything where no page size is given.</summary>
    /// <param name="token">The parameter that names the page, and <paramref name="size"/> the one that says how long it is: each version has its own.</param>
    public (IReadOnlyList<T> Items, string? NextToken) Page<T>(IEnumerable<T> all, Func<T, string> id, string token = "nextToken", string size = "maxResults")
    {
        var after = Query[token];
        var rest = all.Where(item => after is null || string.CompareOrdinal(id(item), after) > 0);
        if (Query[size] is not { } text) return ([.. rest], null);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            throw ApiErrors.Invalid(size, text, "it must be a positive number");
        }

        var items = rest.Take(count + 1).ToList();
        if (items.Count <= count) return (items, null);
        items.RemoveAt(count);
        return (items, id(items[^1]));
    }
}
