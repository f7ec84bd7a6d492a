using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_GetTags.html</remarks>
internal static class GetTags
{
    public static TagsView Execute(RestApiState state, ApiRequest request)
    {
        var resource = TaggedResource.Parse(request.ResourceArn);
        return new TagsView(resource.TagsIn(state.Get(resource.ApiId)));
    }
}
