using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_TagResource.html</remarks>
internal static class TagResource
{
    public static Nothing Execute(RestApiState state, ApiRequest request, TagsBody body)
    {
        var resource = TaggedResource.Parse(request.ResourceArn);
        state.Change(resource.ApiId, (api, _) => resource.WithTags(api, resource.TagsIn(api).SetItems(body.Tags ?? [])));
        return Nothing.Value;
    }
}
