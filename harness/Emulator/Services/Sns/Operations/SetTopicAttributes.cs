using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.Sns.Operations;

internal sealed record SetTopicAttributesRequest(string TopicArn, string Name, string? Value) : IQueryRequest<SetTopicAttributesRequest>
{
    private const int MostDisplayLength = 100;

    public static SetTopicAttributesRequest Read(QueryForm form)
    {
        form.RefuseOthers("TopicArn", "AttributeName", "AttributeValue");
        var (name, value) = (form.Required("AttributeName"), form.Optional("AttributeValue"));
        TopicAttribute.CheckName(name);
        if (name == TopicAttribute.DisplayName && value?.Length > MostDisplayLength) throw SnsErrors.Invalid("DisplayName");
        return new SetTopicAttributesRequest(form.TopicArn(), name, name == TopicAttribute.Policy ? TopicPolicies.Check(value) : value);
    }
}

/// <remarks>Source: https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html</remarks>
internal static class SetTopicAttributes
{
    public static NoResult Execute(SnsState state, SetTopicAttributesRequest request)
    {
        state.Change(
            () => state.Get(request.TopicArn),
            topic => request.Name == TopicAttribute.Policy ? topic with { Policy = request.Value } : topic with { DisplayName = request.Value ?? "" });
        return NoResult.Value;
    }
}
