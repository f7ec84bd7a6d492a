using TaskTracker.Emulation.Services.Lambda.Urls;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html</remarks>
internal static class CreateFunctionUrlConfig
{
    public static UrlConfig Execute(LambdaService lambda, UrlConfigRequest request)
    {
        new Constraints().Present("authType", request.AuthType).Check();
        return lambda.State.Changes.Commit(() =>
        {
            _ = request.Function.In(lambda.State, lambda.Scope);
            var function = request.Function.Owner(lambda.State, lambda.Scope);
            var key = request.Function.Qualifier ?? "";
            if (function.Urls.ContainsKey(key)) throw LambdaErrors.UrlExists(request.Function.Arn(lambda.Scope));
            var now = lambda.Clock.GetUtcNow();
            var url = new FunctionUrl(FunctionUrl.NewId(), request.AuthType ?? "", request.Cors, now, now);
            var changed = function with { Urls = function.Urls.SetItem(key, url) };
            return ((LambdaChange?)new LambdaChange.FunctionPut(changed), UrlConfig.Of(lambda, changed, request.Function.Qualifier, url));
        });
    }
}
