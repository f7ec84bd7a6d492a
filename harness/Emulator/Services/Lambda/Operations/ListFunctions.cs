using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record ListFunctionsRequest(bool AllVersions, Page Page)
{
    public static ListFunctionsRequest Read(Exchange exchange)
    {
        var query = exchange.Request.Query;
        if (query.Has("MasterRegion")) throw LambdaErrors.NotSupported("MasterRegion");
        new Constraints().OneOf("functionVersion", query["FunctionVersion"], "ALL").Check();
        return new ListFunctionsRequest(query.Has("FunctionVersion"), Page.Read(exchange));
    }
}

internal sealed record ListFunctionsResponse(string? NextMarker, IReadOnlyList<FunctionConfiguration> Functions);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html</remarks>
internal static class ListFunctions
{
    public static ListFunctionsResponse Execute(LambdaService lambda, ListFunctionsRequest request)
    {
        var all = request.AllVersions ? lambda.State.Functions.SelectMany(f => f.WithVersions()) : lambda.State.Functions;
        var (functions, next) = request.Page.Of(all, f => f.Deployment.PoolName);
        return new ListFunctionsResponse(next, [.. functions.Select(f => FunctionConfiguration.Listed(f, request.AllVersions ? f.Version : null))]);
    }
}
