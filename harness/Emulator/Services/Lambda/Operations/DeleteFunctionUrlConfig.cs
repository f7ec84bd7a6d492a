using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Urls;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionUrlConfig.html</remarks>
internal static class DeleteFunctionUrlConfig
{
    public static Nothing Execute(LambdaService lambda, FunctionName name) => lambda.State.Changes.Commit(() =>
    {
        var (function, _) = UrlTarget.Find(lambda, name);
        return ((LambdaChange?)new LambdaChange.FunctionPut(function with { Urls = function.Urls.Remove(name.Qualifier ?? "") }), Nothing.Value);
    });
}
