using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record ListVersionsByFunctionRequest(FunctionName Function, Page Page)
{
    public static ListVersionsByFunctionRequest Read(Exchange exchange, AwsScope scope) => new(LambdaRequest.NamespacedName(exchange, scope), Page.Read(exchange));
}

internal sealed record ListVersionsByFunctionResponse(string? NextMarker, IReadOnlyList<FunctionConfiguration> Versions);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html</remarks>
internal static class ListVersionsByFunction
{
    public static ListVersionsByFunctionResponse Execute(LambdaService lambda, ListVersionsByFunctionRequest request)
    {
        var function = request.Function.Latest(lambda.State, lambda.Scope);
        var (versions, next) = request.Page.Of(function.WithVersions(), v => v.Version);
        return new ListVersionsByFunctionResponse(next, [.. versions.Select(v => FunctionConfiguration.Listed(v, v.Version))]);
    }
}
