using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed partial record CreateTopicRequest(string Name, string? DisplayName, string? Policy, ImmutableSortedDictionary<string, string> Tags)
    : IQueryRequest<CreateTopicRequest>
{
    public static CreateTopicRequest Read(QueryForm form)
    {
        form.RefuseOthers("Name", "Attributes", "Tags");
        var name = form.Required("Name");
        if (name.EndsWith(".fifo", StringComparison.Ordinal)) throw SnsErrors.NotSupported("A FIFO topic");
        if (!NamePattern().IsMatch(name)) throw SnsErrors.Invalid("Topic Name");
        var attributes = form.Map("Attributes");
        foreach (var attribute in attributes.Keys) TopicAttribute.CheckName(attribute);
        return new CreateTopicRequest(name, attributes.GetValueOrDefault(TopicAttribute.DisplayName), TopicPolicies.Check(attributes.GetValueOrDefault(TopicAttribute.Policy)), form.Tags());
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex NamePattern();
}

internal sealed record CreateTopicResponse(string TopicArn) : IQueryResponse
{
    public void Write(XmlWriter xml) => xml.WriteElementString("TopicArn", TopicArn);
}

/// <remarks>Recorded as sns/test_sns: test_create_duplicate_topic_check_idempotency, test_create_duplicate_topic_with_more_tags.</remarks>
internal static class CreateTopic
{
    public static CreateTopicResponse Execute(SnsState state, AwsScope scope, CreateTopicRequest request) => state.Changes.Commit(() =>
    {
        var arn = scope.Arn("sns", request.Name);
        if (state.FindTopic(arn) is { } known)
        {
            var isOther = (request.DisplayName is not null && request.DisplayName != known.DisplayName) || (request.Policy is not null && request.Policy != known.Policy);
            if (isOther) throw SnsErrors.Invalid("Attributes Reason: Topic already exists with different attributes");
            if (request.Tags.Any(t => known.Tags.GetValueOrDefault(t.Key) != t.Value)) throw SnsErrors.Invalid("Tags Reason: Topic already exists with different tags");
            return ((SnsChange?)null, new CreateTopicResponse(arn));
        }

        return (new SnsChange.TopicPut(new Topic(request.Name, arn, request.DisplayName ?? "", request.Policy, request.Tags)), new CreateTopicResponse(arn));
    });
}
