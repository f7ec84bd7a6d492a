using System.Text.Json.Nodes;
using System.Xml.Linq;
using TaskTracker.Emulation.Tests.Lambda;

namespace TaskTracker.Emulation.Tests.Sns;

public sealed class TopicTests(Functions functions) : IClassFixture<Functions>
{
    private const string Recorded = "sns/test_sns";
    private const string Api = "https://docs.aws.amazon.com/sns/latest/api/";

    private SignedHttp Http => functions.Http;

    [Fact]
    [Parity("sns:CreateTopic", Evidence.Recorded, Recorded + ": test_create_duplicate_topic_check_idempotency")]
    [Parity("sns:GetTopicAttributes", Evidence.Recorded, Recorded + ": test_create_topic_test_arn")]
    [Parity("sns:DeleteTopic", Evidence.Recorded, Recorded + ": test_create_topic_test_arn")]
    [Parity("sns:ListTopics", Evidence.Documented, Api + "API_ListTopics.html")]
    public async Task A_topic_is_made_once_and_deleted()
    {
        var arn = SnsClient.Prefix + "made";
        Assert.Equal(arn, (await Http.SnsAsync("CreateTopic", ("Name", "made"))).Text("TopicArn"));
        Assert.Equal(arn, (await Http.SnsAsync("CreateTopic", ("Name", "made"))).Text("TopicArn"));

        var attributes = Attributes(await Http.SnsAsync("GetTopicAttributes", ("TopicArn", arn)));
        var listed = (await Http.SnsAsync("ListTopics")).Descendants("TopicArn").Select(t => t.Value);
        await Http.SnsAsync("DeleteTopic", ("TopicArn", arn));
        await Http.SnsAsync("DeleteTopic", ("TopicArn", arn));
        var gone = await Http.SendAsync("GetTopicAttributes", ("TopicArn", arn));

        Assert.Equal(
            ["DisplayName", "EffectiveDeliveryPolicy", "Owner", "Policy", "SubscriptionsConfirmed", "SubscriptionsDeleted", "SubscriptionsPending", "TopicArn"], attributes.Keys.Order());
        Assert.Equal("__default_policy_ID", $"{JsonNode.Parse(attributes["Policy"])?["Id"]}");
        Assert.Contains(arn, listed);
        Assert.Equal(404, gone.Status);
        Assert.Contains("<Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message>", gone.Body, StringComparison.Ordinal);
    }

    [Fact]
    [Parity("sns:SetTopicAttributes", Evidence.Documented, Api + "API_SetTopicAttributes.html")]
    public async Task Name_and_policy_of_a_topic_can_be_set()
    {
        var arn = await TopicAsync("set");

        await Http.SnsAsync("SetTopicAttributes", ("TopicArn", arn), ("AttributeName", "DisplayName"), ("AttributeValue", "Shown"));
        await Http.SnsAsync("SetTopicAttributes", ("TopicArn", arn), ("AttributeName", "Policy"), ("AttributeValue", Policy(arn, "events.amazonaws.com")));
        var attributes = Attributes(await Http.SnsAsync("GetTopicAttributes", ("TopicArn", arn)));

        Assert.Equal(("Shown", Policy(arn, "events.amazonaws.com")), (attributes["DisplayName"], attributes["Policy"]));
    }

    [Fact]
    [Parity("sns:TagResource", Evidence.Recorded, Recorded + ": test_tags")]
    [Parity("sns:UntagResource", Evidence.Recorded, Recorded + ": test_tags")]
    [Parity("sns:ListTagsForResource", Evidence.Recorded, Recorded + ": test_tags")]
    public async Task A_topic_has_tags()
    {
        var arn = (await Http.SnsAsync("CreateTopic", ("Name", "tagged"), ("Tags.member.1.Key", "k1"), ("Tags.member.1.Value", "v1"))).Text("TopicArn");

        await Http.SnsAsync("TagResource", ("ResourceArn", arn), ("Tags.member.1.Key", "k2"), ("Tags.member.1.Value", "v2"));
        await Http.SnsAsync("UntagResource", ("ResourceArn", arn), ("TagKeys.member.1", "k1"));
        var tags = await Http.SnsAsync("ListTagsForResource", ("ResourceArn", arn));

        Assert.Equal("<Tags><member><Key>k2</Key><Value>v2</Value></member></Tags>", tags.Descendants("Tags").First().ToString(SaveOptions.DisableFormatting));
    }

    [Fact]
    [Parity("sns:Publish", Evidence.Recorded, Recorded + ": test_python_lambda_subscribe_sns_topic")]
    [Parity("sns:Subscribe", Evidence.Recorded, Recorded + ": test_redrive_policy_lambda_subscription")]
    [Parity("sns:GetSubscriptionAttributes", Evidence.Recorded, Recorded + ": test_create_subscriptions_with_attributes")]
    [Parity("sns:ListSubscriptionsByTopic", Evidence.Recorded, Recorded + ": test_not_found_error_on_set_subscription_attributes")]
    [Parity("sns:ListSubscriptions", Evidence.Documented, Api + "API_ListSubscriptions.html")]
    [Parity("sns:Unsubscribe", Evidence.Recorded, Recorded + ": test_unsubscribe_from_non_existing_subscription")]
    public async Task A_function_that_admits_the_topic_gets_its_messages()
    {
        var (topic, name) = (await TopicAsync("heard"), await functions.CreateAsync("log"));
        await AllowAsync(name, topic);
        var arn = (await Http.SnsAsync("Subscribe", ("TopicArn", topic), ("Protocol", "lambda"), ("Endpoint", Functions.Arn(name)))).Text("SubscriptionArn");

        var id = (await Http.SnsAsync(
            "Publish", ("TopicArn", topic), ("Message", "Hello world."), ("Subject", "S"), ("MessageAttributes.entry.1.Name", "a"), ("MessageAttributes.entry.1.Value.DataType", "Number"),
            ("MessageAttributes.entry.1.Value.StringValue", "1"))).Text("MessageId");
        var noted = await functions.Emulator.NewestAsync(topic);
        await functions.LinesAsync(name, "END RequestId", 1);
        var listed = await Http.SnsAsync("ListSubscriptionsByTopic", ("TopicArn", topic));
        var attributes = Attributes(await Http.SnsAsync("GetSubscriptionAttributes", ("SubscriptionArn", arn)));
        await Http.SnsAsync("Unsubscribe", ("SubscriptionArn", arn));
        await Http.SnsAsync("Unsubscribe", ("SubscriptionArn", arn));

        Assert.Equal((id, "Hello world.", "S", "1"), ($"{noted["id"]}", $"{noted["message"]}", $"{noted["subject"]}", $"{noted["attributes"]?["a"]}"));
        Assert.Equal("delivered", $"{Assert.Single(noted["deliveries"]?.AsArray() ?? [])?["outcome"]}");
        Assert.Equal(arn, listed.Text("SubscriptionArn"));
        Assert.Equal(("false", "lambda", topic), (attributes["PendingConfirmation"], attributes["Protocol"], attributes["TopicArn"]));
        Assert.DoesNotContain(Functions.Arn(name), (await Http.SnsAsync("ListSubscriptions")).Descendants("Endpoint").Select(e => e.Value));
    }

    [Fact]
    [Parity("sns/delivery", Evidence.Documented, "https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html")]
    public async Task A_function_that_does_not_admit_the_topic_gets_nothing_and_the_inbox_says_why()
    {
        var (topic, name) = (await TopicAsync("refused"), await functions.CreateAsync("log"));
        await AllowAsync(name, SnsClient.Prefix + "another");
        await Http.SnsAsync("Subscribe", ("TopicArn", topic), ("Protocol", "lambda"), ("Endpoint", Functions.Arn(name)));

        await Http.SnsAsync("Publish", ("TopicArn", topic), ("Message", "m"));
        var delivery = Assert.Single((await functions.Emulator.NewestAsync(topic))["deliveries"]?.AsArray() ?? []);

        Assert.Equal("failed", $"{delivery?["outcome"]}");
        Assert.StartsWith("sns.amazonaws.com is not authorized to perform: lambda:InvokeFunction on resource: ", $"{delivery?["detail"]}", StringComparison.Ordinal);
    }

    [Fact]
    [Parity("sns:ConfirmSubscription", Evidence.Documented, Api + "API_ConfirmSubscription.html")]
    public async Task An_address_is_asked_first_and_what_it_would_get_stays_in_the_inbox()
    {
        var topic = await TopicAsync("asked");
        var subscribed = (await Http.SnsAsync("Subscribe", ("TopicArn", topic), ("Protocol", "email"), ("Endpoint", "a@example.com"))).Text("SubscriptionArn");
        var asked = await functions.Emulator.NewestAsync(topic);

        await Http.SnsAsync("Publish", ("TopicArn", topic), ("Message", "before"));
        var before = await functions.Emulator.NewestAsync(topic);
        var pending = (await Http.SnsAsync("ListSubscriptionsByTopic", ("TopicArn", topic))).Text("SubscriptionArn");
        var confirmed = (await Http.SnsAsync("ConfirmSubscription", ("TopicArn", topic), ("Token", $"{asked["attributes"]?["Token"]}"))).Text("SubscriptionArn");
        await Http.SnsAsync("Publish", ("TopicArn", topic), ("Message", """{"default":"all","email":"for mail"}"""), ("MessageStructure", "json"));
        var after = await functions.Emulator.NewestAsync(topic);

        Assert.Equal(("pending confirmation", "PendingConfirmation", "SubscriptionConfirmation"), (subscribed, pending, $"{asked["type"]}"));
        Assert.Equal("awaits confirmation", $"{before["deliveries"]?[0]?["outcome"]}");
        Assert.StartsWith(topic + ":", confirmed, StringComparison.Ordinal);
        Assert.Equal(("kept here", "a@example.com", "all"), ($"{after["deliveries"]?[0]?["outcome"]}", $"{after["deliveries"]?[0]?["endpoint"]}", $"{after["message"]}"));
    }

    [Fact]
    [Parity("sns:Publish", Evidence.Documented, Api + "API_Publish.html")]
    public async Task A_number_can_be_written_to_without_a_topic()
    {
        var id = (await Http.SnsAsync("Publish", ("PhoneNumber", "+15550100"), ("Message", "hi"))).Text("MessageId");

        var noted = (await functions.Emulator.InboxAsync()).First(n => $"{n["id"]}" == id);
        Assert.Equal(("sms", "+15550100", "kept here"), ($"{noted["deliveries"]?[0]?["protocol"]}", $"{noted["deliveries"]?[0]?["endpoint"]}", $"{noted["deliveries"]?[0]?["outcome"]}"));
    }

    /// <summary>Why, action, parameters as NAME=VALUE, code, message.</summary>
    public static TheoryData<string, string, string[], string, string> Refusals => new()
    {
        { "no ARN", "GetTopicAttributes", ["TopicArn=x"], "InvalidParameter", "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1" },
        { "no such topic", "Publish", [$"TopicArn={SnsClient.Prefix}nobody", "Message=m"], "NotFound", "Topic does not exist" },
        { "an empty message", "Publish", [$"TopicArn={SnsClient.Prefix}nobody", "Message="], "InvalidParameter", "Invalid parameter: Empty message" },
        { "an empty subject", "Publish", [$"TopicArn={SnsClient.Prefix}nobody", "Message=m", "Subject="], "InvalidParameter", "Invalid parameter: Subject" },
        { "no default", "Publish", [$"TopicArn={SnsClient.Prefix}nobody", "Message={}", "MessageStructure=json"], "InvalidParameter", "Invalid parameter: Message Structure - No default entry in JSON message body" },
        { "no JSON", "Publish", [$"TopicArn={SnsClient.Prefix}nobody", "Message={", "MessageStructure=json"], "InvalidParameter", "Invalid parameter: Message Structure - JSON message body failed to parse" },
        { "half a surrogate pair", "Publish", [$"TopicArn={SnsClient.Prefix}nobody", """Message={"default":"\ud800"}""", "MessageStructure=json"], "InvalidParameter", "Invalid parameter: Message Structure - JSON message body failed to parse" },
        { "an attribute twice", "Publish", [$"TopicArn={SnsClient.Prefix}nobody", "Message=m", .. Attribute(1, "a"), .. Attribute(2, "a")], "InvalidParameter", "Invalid parameter: The message attribute 'a' is given more than once." },
        { "no protocol", "Subscribe", [$"TopicArn={SnsClient.Prefix}nobody", "Protocol=test-protocol", "Endpoint=e"], "InvalidParameter", "Invalid parameter: Amazon SNS does not support this protocol string: test-protocol" },
        { "a protocol that is not here", "Subscribe", [$"TopicArn={SnsClient.Prefix}nobody", "Protocol=sqs", "Endpoint=e"], "InvalidParameter", "Invalid parameter: The protocol sqs: lambda, email, email-json, sms, http and https are. It is not supported here" },
        { "a short token", "ConfirmSubscription", [$"TopicArn={SnsClient.Prefix}nobody", "Token=x"], "InvalidParameter", "Invalid token" },
        { "no subscription", "GetSubscriptionAttributes", [$"SubscriptionArn={SnsClient.Prefix}t:x"], "NotFound", "Subscription does not exist" },
        { "keys twice", "CreateTopic", ["Name=n", "Tags.member.1.Key=k", "Tags.member.2.Key=k"], "InvalidParameter", "Invalid parameter: Duplicated keys are not allowed." },
        { "no name", "CreateTopic", ["Name=a b"], "InvalidParameter", "Invalid parameter: Topic Name" },
        { "a name that ends in a line break", "CreateTopic", ["Name=n\n"], "InvalidParameter", "Invalid parameter: Topic Name" },
        { "a FIFO topic", "CreateTopic", ["Name=a.fifo"], "InvalidParameter", "Invalid parameter: A FIFO topic is not supported here" },
        { "an unknown operation", "AddPermission", [], "InvalidAction", "Could not find operation AddPermission for version 2010-03-31. Supported here: CreateTopic, " },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    [Parity("sns/refusals", Evidence.Recorded, Recorded + ": test_publish_wrong_arn_format, test_message_structure_json_exc and others; what is not here has words of ours")]
    public async Task A_wrong_request_is_refused(string why, string action, string[] parameters, string code, string message)
    {
        var answer = await Http.SendAsync(action, [.. parameters.Select(p => (p[..p.IndexOf('=', StringComparison.Ordinal)], p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..]))]);

        var error = XElement.Parse(answer.Body);
        Assert.True(answer.Status is 400 or 404, why);
        Assert.Equal(code, error.Descendants().First(e => e.Name.LocalName == "Code").Value);
        Assert.StartsWith(message, error.Descendants().First(e => e.Name.LocalName == "Message").Value, StringComparison.Ordinal);
    }

    private static string[] Attribute(int entry, string name) =>
        [$"MessageAttributes.entry.{entry}.Name={name}", $"MessageAttributes.entry.{entry}.Value.DataType=String", $"MessageAttributes.entry.{entry}.Value.StringValue=v"];

    private static Dictionary<string, string> Attributes(XElement answer) => answer.Descendants("entry").ToDictionary(e => e.Text("key"), e => e.Text("value"));

    private static string Policy(string arn, string service) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sns:Publish","Resource":"{{arn}}"}]}""";

    private async Task<string> TopicAsync(string name) => (await Http.SnsAsync("CreateTopic", ("Name", name))).Text("TopicArn");

    private async Task AllowAsync(string function, string topicArn)
    {
        var answer = await functions.CallAsync(
            "POST", $"/{function}/policy", $$"""{"StatementId":"sns","Action":"lambda:InvokeFunction","Principal":"sns.amazonaws.com","SourceArn":"{{topicArn}}"}""");
        Assert.True(answer.Status == 201, answer.Body);
    }
}
