using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Lambda.Streams;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

/// <param name="Function">Whose mappings; <c>null</c> for everybody's.</param>
/// <param name="EventSourceArn">Of which stream; <c>null</c> for any.</param>
internal sealed record ListEventSourceMappingsRequest(FunctionName? Function, string? EventSourceArn, Page Page)
{
    public static ListEventSourceMappingsRequest Read(Exchange exchange, AwsScope scope)
    {
        var query = exchange.Request.Query;
        return new(query["FunctionName"] is { } name ? FunctionName.Parse(scope, name) : null, query["EventSourceArn"], Page.Read(exchange));
    }
}

internal sealed record ListEventSourceMappingsResponse(IReadOnlyList<MappingView> EventSourceMappings, string? NextMarker);

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html</remarks>
internal static class ListEventSourceMappings
{
    public static ListEventSourceMappingsResponse Execute(LambdaService lambda, ListEventSourceMappingsRequest request)
    {
        var matching = lambda.State.Mappings.Where(m =>
            (request.Function is null || (request.Function.Name == m.FunctionName && request.Function.Qualifier == m.Qualifier))
            && (request.EventSourceArn is null || request.EventSourceArn == m.StreamArn));
        var (mappings, next) = request.Page.Of(matching.OrderBy(m => m.Id, StringComparer.Ordinal), m => m.Id);
        return new ListEventSourceMappingsResponse([.. mappings.Select(m => MappingView.Of(lambda, m))], next);
    }
}
