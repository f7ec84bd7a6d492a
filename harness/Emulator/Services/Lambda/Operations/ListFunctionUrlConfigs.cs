using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Urls;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record ListFunctionUrlConfigsRequest(FunctionName Function, Page Page)
{
    public static ListFunctionUrlConfigsRequest Read(Exchange exchange, AwsScope scope) => new(LambdaRequest.Name(exchange, scope), Page.Read(exchange));
}

internal sealed record ListFunctionUrlConfigsResponse(IReadOnlyList<UrlConfig> FunctionUrlConfigs, string? NextMarker);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionUrlConfigs.html</remarks>
internal static class ListFunctionUrlConfigs
{
    public static ListFunctionUrlConfigsResponse Execute(LambdaService lambda, ListFunctionUrlConfigsRequest request)
    {
        var function = request.Function.Latest(lambda.State, lambda.Scope);
        var (urls, next) = request.Page.Of(function.Urls, u => u.Key);
        return new ListFunctionUrlConfigsResponse([.. urls.Select(u => UrlConfig.Of(lambda, function, u.Key.Length == 0 ? null : u.Key, u.Value))], next);
    }
}
