using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record ListFunctionEventInvokeConfigsRequest(FunctionName Function, Page Page)
{
    public static ListFunctionEventInvokeConfigsRequest Read(Exchange exchange, AwsScope scope) => new(LambdaRequest.NamespacedName(exchange, scope), Page.Read(exchange));
}

internal sealed record ListFunctionEventInvokeConfigsResponse(IReadOnlyList<EventInvokeView> FunctionEventInvokeConfigs, string? NextMarker);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionEventInvokeConfigs.html</remarks>
internal static class ListFunctionEventInvokeConfigs
{
    public static ListFunctionEventInvokeConfigsResponse Execute(LambdaService lambda, ListFunctionEventInvokeConfigsRequest request)
    {
        if (lambda.State.Find(request.Function.Name) is null) throw LambdaErrors.NoFunctionForEvents();
        var function = request.Function.Latest(lambda.State, lambda.Scope);
        var (configs, next) = request.Page.Of(function.EventConfigs, c => c.Key);
        return new ListFunctionEventInvokeConfigsResponse([.. configs.Select(c => EventInvokeView.Of(function, c.Key, c.Value))], next);
    }
}
