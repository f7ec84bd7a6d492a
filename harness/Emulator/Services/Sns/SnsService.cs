using TaskTracker.Emulation.Journal;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Requests;
using TaskTracker.Emulation.Services.Sns.Operations;

namespace TaskTracker.Emulation.Services.Sns;

/// <summary>Simple Notification Service: topics, who is subscribed, and what they are told.</summary>
internal sealed class SnsService
{
    private const string Namespace = "http://sns.amazonaws.com/doc/2010-03-31/";

    private readonly AwsScope _scope;
    private readonly TopicPolicies _policies;
    private readonly Publisher _publisher;

    public SnsService(AwsScope scope, TimeProvider clock, Inbox inbox, DeliverToFunction deliver)
    {
        _scope = scope;
        _policies = new TopicPolicies(State, scope);
        _publisher = new Publisher(State, inbox, clock, deliver);
        Service = new Service("sns", "sns", new QueryProtocol(Namespace, Table(), accessDeniedCode: "AuthorizationError"))
        {
            QueryVersion = "2010-03-31",
            ResourcePolicies = _policies.On,
            ResourceTag = (arn, tag) => State.FindTopic(arn)?.Tags.GetValueOrDefault(tag),
            Durable = [DurableState.Of(State.Changes, new SnsRows(State))],
        };
    }

    public Service Service { get; }

    public SnsState State { get; } = new();

    /// <summary>Publishes for another service, which the topic's policy has admitted.</summary>
    /// <returns>Why it could not; <c>null</c> when it is done.</returns>
    public string? Publish(string topicArn, string subject, string text)
    {
        if (State.FindTopic(topicArn) is null) return SnsErrors.NoSuchTopic().Message;
        _publisher.Publish(topicArn, new Message(text, subject, new Dictionary<string, string>(), []));
        return null;
    }

    private Operation[] Table() =>
    [
        Row<CreateTopicRequest, CreateTopicResponse>("CreateTopic", r => _scope.Arn("sns", r.Name), (r, _) => CreateTopic.Execute(State, _scope, r),
            keys: (r, key) => RequestTags.Find(key, r.Tags)),
        Row<DeleteTopicRequest, NoResult>("DeleteTopic", r => r.TopicArn, (r, _) => DeleteTopic.Execute(State, r)),
        Row<ListTopicsRequest, ListTopicsResponse>("ListTopics", _ => "*", (r, _) => ListTopics.Execute(State, r)),
        Row<GetTopicAttributesRequest, GetTopicAttributesResponse>("GetTopicAttributes", r => r.TopicArn, (r, _) => GetTopicAttributes.Execute(State, _policies, _scope, r)),
        Row<SetTopicAttributesRequest, NoResult>("SetTopicAttributes", r => r.TopicArn, (r, _) => SetTopicAttributes.Execute(State, r)),
        Row<SubscribeRequest, SubscribeResponse>("Subscribe", r => r.TopicArn, (r, exchange) => Subscribe.Execute(State, _publisher, exchange.Caller, r)),
        Row<ConfirmSubscriptionRequest, ConfirmSubscriptionResponse>("ConfirmSubscription", r => r.TopicArn, (r, _) => ConfirmSubscription.Execute(State, r)),
        Row<UnsubscribeRequest, NoResult>("Unsubscribe", r => r.TopicArn, (r, _) => Unsubscribe.Execute(State, r)),
        Row<ListSubscriptionsRequest, ListSubscriptionsResponse>("ListSubscriptions", _ => "*", (r, _) => ListSubscriptions.Execute(State, _scope, r)),
        Row<ListSubscriptionsByTopicRequest, ListSubscriptionsResponse>("ListSubscriptionsByTopic", r => r.TopicArn, (r, _) => ListSubscriptionsByTopic.Execute(State, _scope, r)),
        Row<GetSubscriptionAttributesRequest, GetSubscriptionAttributesResponse>(
            "GetSubscriptionAttributes", r => r.TopicArn, (r, _) => GetSubscriptionAttributes.Execute(State, _scope, r)),
        Row<PublishRequest, PublishResponse>("Publish", r => r.TopicArn ?? "*", (r, _) => Operations.Publish.Execute(State, _publisher, r)),
        Row<TagResourceRequest, EmptyResult>("TagResource", r => r.ResourceArn, (r, _) => TagResource.Execute(State, r), keys: (r, key) => RequestTags.Find(key, r.Tags)),
        Row<UntagResourceRequest, EmptyResult>("UntagResource", r => r.ResourceArn, (r, _) => UntagResource.Execute(State, r)),
        Row<ListTagsForResourceRequest, ListTagsForResourceResponse>("ListTagsForResource", r => r.ResourceArn, (r, _) => ListTagsForResource.Execute(State, r)),
    ];

    private static Operation<TRequest, TResponse> Row<TRequest, TResponse>(
        string name, Func<TRequest, string> resource, Func<TRequest, Exchange, TResponse> execute, Func<TRequest, string, TaskTracker.Policies.Requests.ContextValue?>? keys = null)
        where TRequest : IQueryRequest<TRequest>
        where TResponse : IQueryResponse => Operation.Query<TRequest, TResponse>(Namespace, name, "sns:" + name, resource, execute, keys: keys);
}
