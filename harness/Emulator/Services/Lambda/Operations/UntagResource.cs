using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record UntagResourceRequest(FunctionName Function, IReadOnlyList<string> TagKeys)
{
    public static UntagResourceRequest Read(Exchange exchange, AwsScope scope)
    {
        var keys = exchange.Request.Query.Pairs.Where(p => p.Key == "tagKeys").Select(p => p.Value).ToList();
        new Constraints().Present("tagKeys", keys.Count == 0 ? null : keys).Check();
        FunctionTags.CheckKeys(exchange, keys);
        return new UntagResourceRequest(TaggedFunction.Of(exchange, scope), keys);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html</remarks>
internal static class UntagResource
{
    public static Nothing Execute(LambdaService lambda, UntagResourceRequest request) =>
        TaggedFunction.Change(lambda, request.Function, tags => tags.RemoveRange(request.TagKeys));
}
