using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.ApiGateway.RestApis;

namespace TaskTracker.Emulation.Services.ApiGateway.Operations.V1;

/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/api/API_UntagResource.html</remarks>
internal static class UntagResource
{
    public static Nothing Execute(RestApiState state, ApiRequest request)
    {
        var resource = TaggedResource.Parse(request.ResourceArn);
        var keys = request.Query.Pairs.Where(p => p.Key == "tagKeys").Select(p => p.Value);
        state.Change(resource.ApiId, (api, _) => resource.WithTags(api, resource.TagsIn(api).RemoveRange(keys)));
        return Nothing.Value;
    }
}
