using System.Globalization;
using System.Xml;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record GetTopicAttributesRequest(string TopicArn) : IQueryRequest<GetTopicAttributesRequest>
{
    public static GetTopicAttributesRequest Read(QueryForm form)
    {
        form.RefuseOthers("TopicArn");
        return new GetTopicAttributesRequest(form.TopicArn());
    }
}

internal sealed record GetTopicAttributesResponse(IReadOnlyList<(string Key, string Value)> Attributes) : IQueryResponse
{
    public void Write(XmlWriter xml) => AttributesXml.Write(xml, Attributes);
}

/// <remarks>Recorded as sns/test_sns: test_create_topic_test_arn.</remarks>
internal static class GetTopicAttributes
{
    private const string DeliveryPolicy = """
        {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}
        """;

    public static GetTopicAttributesResponse Execute(SnsState state, TopicPolicies policies, AwsScope scope, GetTopicAttributesRequest request)
    {
        var topic = state.Get(request.TopicArn);
        var subscriptions = state.Of(topic.Arn).ToList();
        return new GetTopicAttributesResponse(
        [
            ("Policy", policies.TextOf(topic)), ("Owner", scope.Account), ("SubscriptionsPending", Count(subscriptions.Count(s => s.IsPending))), ("TopicArn", topic.Arn),
            ("EffectiveDeliveryPolicy", DeliveryPolicy), ("SubscriptionsConfirmed", Count(subscriptions.Count(s => !s.IsPending))),
            ("DisplayName", topic.DisplayName), ("SubscriptionsDeleted", Count(0)),
        ]);
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
