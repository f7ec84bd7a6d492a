using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.ApiGateway.RestApis;

/// <summary>What an ARN of the tagging operations names: <c>…/restapis/{id}</c>, or <c>…/restapis/{id}/stages/{name}</c>.</summary>
internal sealed partial record TaggedResource(string ApiId, string? StageName)
{
    /// <exception cref="AwsError">NotFoundException.</exception>
    public static TaggedResource Parse(string arn)
    {
        var match = ResourceArn().Match(arn);
        if (!match.Success) throw ApiErrors.NoSuchResource(arn);
        return new TaggedResource(match.Groups["api"].Value, match.Groups["stage"] is { Success: true } stage ? stage.Value : null);
    }

    public ImmutableSortedDictionary<string, string> TagsIn(RestApi api) => StageName is null ? api.Tags : StageIn(api).Tags;

    public RestApi WithTags(RestApi api, ImmutableSortedDictionary<string, string> tags) => StageName is null
        ? api with { Tags = tags }
        : api with { Stages = api.Stages.SetItem(StageName, StageIn(api) with { Tags = tags }) };

    private Stage StageIn(RestApi api) => StageName is not null && api.Stages.TryGetValue(StageName, out var stage) ? stage : throw RestApiErrors.NoSuchStage();

    [GeneratedRegex(@"^arn:aws[a-z-]*:apigateway:[a-z0-9-]+::/restapis/(?<api>[^/]+)(?:/stages/(?<stage>[^/]+))?$")]
    private static partial Regex ResourceArn();
}
