using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Lambda.Operations;

internal sealed record TagResourceRequest(Dictionary<string, string> Tags)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public FunctionName Function { get; init; } = new("", null);

    public static TagResourceRequest Read(Exchange exchange, AwsScope scope)
    {
        var request = LambdaRequest.Body(exchange, LambdaJson.Default.TagResourceRequest, "TagResource");
        if (request.Tags.Count == 0) throw LambdaErrors.NoTags();
        FunctionTags.Check(exchange, request.Tags);
        return request with { Function = TaggedFunction.Of(exchange, scope) };
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html</remarks>
internal static class TagResource
{
    public static Nothing Execute(LambdaService lambda, TagResourceRequest request) =>
        TaggedFunction.Change(lambda, request.Function, tags => FunctionTags.CheckCount(tags.SetItems(request.Tags)));
}
