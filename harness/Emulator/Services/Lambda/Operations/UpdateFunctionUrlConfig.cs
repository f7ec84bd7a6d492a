using TaskTracker.Emulation.Services.Lambda.Urls;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionUrlConfig.html</remarks>
internal static class UpdateFunctionUrlConfig
{
    public static UrlConfig Execute(LambdaService lambda, UrlConfigRequest request) => lambda.State.Changes.Commit(() =>
    {
        var (function, url) = UrlTarget.Find(lambda, request.Function);
        var next = url with { AuthType = request.AuthType ?? url.AuthType, Cors = request.Cors ?? url.Cors, LastModified = lambda.Clock.GetUtcNow() };
        var changed = function with { Urls = function.Urls.SetItem(request.Function.Qualifier ?? "", next) };
        return ((LambdaChange?)new LambdaChange.FunctionPut(changed), UrlConfig.Of(lambda, changed, request.Function.Qualifier, next));
    });
}
