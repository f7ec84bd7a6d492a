using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <param name="Version">Only aliases of that version.</param>
internal sealed record ListAliasesRequest(FunctionName Function, string? Version, Page Page)
{
    public static ListAliasesRequest Read(Exchange exchange, AwsScope scope) =>
        new(LambdaRequest.Name(exchange, scope), exchange.Request.Query["FunctionVersion"], Page.Read(exchange));
}

internal sealed record ListAliasesResponse(string? NextMarker, IReadOnlyList<AliasConfiguration> Aliases);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html</remarks>
internal static class ListAliases
{
    public static ListAliasesResponse Execute(LambdaService lambda, ListAliasesRequest request)
    {
        var function = request.Function.Latest(lambda.State, lambda.Scope);
        var wanted = function.Aliases.Values.Where(a => request.Version is null || a.FunctionVersion == request.Version);
        var (aliases, next) = request.Page.Of(wanted, a => a.Name);
        return new ListAliasesResponse(next, [.. aliases.Select(a => AliasConfiguration.Of(function, a))]);
    }
}
