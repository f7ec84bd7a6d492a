using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record ListProvisionedConcurrencyConfigsRequest(FunctionName Function, Page Page)
{
    public static ListProvisionedConcurrencyConfigsRequest Read(Exchange exchange, AwsScope scope) => new(LambdaRequest.Name(exchange, scope), Page.Read(exchange));
}

internal sealed record ListProvisionedConcurrencyConfigsResponse(IReadOnlyList<ProvisionedView> ProvisionedConcurrencyConfigs, string? NextMarker);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_ListProvisionedConcurrencyConfigs.html</remarks>
internal static class ListProvisionedConcurrencyConfigs
{
    public static ListProvisionedConcurrencyConfigsResponse Execute(LambdaService lambda, ListProvisionedConcurrencyConfigsRequest request)
    {
        var function = request.Function.Latest(lambda.State, lambda.Scope);
        var (qualifiers, next) = request.Page.Of(function.Provisioned.Keys, q => q);
        return new ListProvisionedConcurrencyConfigsResponse(
            [.. qualifiers.Select(q => ProvisionedView.Of(lambda, function, q) with { FunctionArn = $"{function.Arn}:{q}" })], next);
    }
}
