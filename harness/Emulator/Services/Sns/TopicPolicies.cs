using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Policies.Evaluation;
using TaskTracker.Policies.Language;
using TaskTracker.Policies.Requests;

namespace TaskTracker.Emulation.Services.Sns;

/// <summary>The policies of topics: as they are shown, and as decisions need them.</summary>
internal sealed class TopicPolicies(SnsState state, AwsScope scope)
{
    private static readonly string[] OwnersActions =
    [
        "SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:AddPermission", "SNS:RemovePermission", "SNS:DeleteTopic", "SNS:Subscribe",
        "SNS:ListSubscriptionsByTopic", "SNS:Publish",
    ];

    private readonly ConcurrentDictionary<string, (string Text, ImmutableArray<Policy> Policies)> _parsed = new(StringComparer.Ordinal);

    public ImmutableArray<Policy> On(string topicArn, Principal principal)
    {
        if (state.FindTopic(topicArn) is not { } topic) return [];
        var text = TextOf(topic);
        if (_parsed.TryGetValue(topicArn, out var known) && known.Text == text) return known.Policies;
        ImmutableArray<Policy> policies = [Policy.Parse("topic policy", PolicyKind.Resource, text)];
        _parsed[topicArn] = (text, policies);
        return policies;
    }

    /// <remarks>Recorded as sns/test_sns: test_create_topic_test_arn.</remarks>
    public string TextOf(Topic topic) => topic.Policy ?? new JsonObject
    {
        ["Version"] = "2008-10-17",
        ["Id"] = "__default_policy_ID",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = "__default_statement_ID",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["AWS"] = "*" },
            ["Action"] = new JsonArray([.. OwnersActions.Select(a => JsonValue.Create(a))]),
            ["Resource"] = topic.Arn,
            ["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["AWS:SourceOwner"] = scope.Account } },
        }),
    }.ToJsonString();

    /// <summary>The text of a policy that somebody gives a topic.</summary>
    /// <exception cref="AwsError">InvalidParameter.</exception>
    public static string? Check(string? policy)
    {
        if (string.IsNullOrEmpty(policy)) return null;
        try
        {
            _ = Policy.Parse("topic policy", PolicyKind.Resource, policy);
            return policy;
        }
        catch (Exception problem) when (problem is MalformedPolicyException or JsonException)
        {
            throw SnsErrors.Invalid("Policy Error: " + problem.Message);
        }
    }
}
