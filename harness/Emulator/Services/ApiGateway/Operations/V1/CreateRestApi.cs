using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html</remarks>
internal static class CreateRestApi
{
    public static RestApiView Execute(RestApiState state, RestApiBody body)
    {
        var name = body.CheckName();
        var endpoint = body.EndpointConfiguration?.Check() ?? RestApi.Edge;
        return RestApiView.Of(state.Add((id, now) => RestApi.New(id, now, name) is var api ? api with
        {
            Description = body.Description,
            Version = body.Version,
            EndpointType = endpoint,
            IsEndpointDisabled = body.DisableExecuteApiEndpoint == true,
            Tags = MethodBody.Sorted(body.Tags),
            Configuration = api.Configuration with { BinaryMediaTypes = [.. body.BinaryMediaTypes ?? []] },
        } : api));
    }
}
