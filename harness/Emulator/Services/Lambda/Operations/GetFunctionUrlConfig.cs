using TaskTracker.Emulation.Services.Lambda.Urls;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionUrlConfig.html</remarks>
internal static class GetFunctionUrlConfig
{
    public static UrlConfig Execute(LambdaService lambda, FunctionName name)
    {
        var (function, url) = UrlTarget.Find(lambda, name);
        return UrlConfig.Of(lambda, function, name.Qualifier, url);
    }
}
