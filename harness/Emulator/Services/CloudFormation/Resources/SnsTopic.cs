using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-topic.html</remarks>
internal sealed class SnsTopic : ResourceType
{
    public override string Name => "AWS::SNS::Topic";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("DisplayName", Shape.AsText),
        new Property("Subscription", new Shape.ListOf(Shape.Object(new Property("Endpoint", Shape.AsText, IsRequired: true), new Property("Protocol", Shape.AsText, IsRequired: true)))),
        new Property("Tags", Shape.Tags),
        new Property("TopicName", Shape.AsText, UpdateRequires.Replacement));

    public override IReadOnlyList<string> Attributes => ["TopicArn", "TopicName"];

    public override string NameProperty => "TopicName";

    public override bool TakesStackTags => true;

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var name = task.Properties.Text("TopicName") ?? task.GenerateName(maxLength: 256);
        var display = task.Properties.Text("DisplayName");
        var answer = await SnsWire.CallAsync(task, "CreateTopic", cancellation,
        [
            ("Name", name), ("Attributes.entry.1.key", display is null ? null : "DisplayName"), ("Attributes.entry.1.value", display), .. IamWire.Tags(task.Properties.Tags()),
        ]).ConfigureAwait(false);
        task.Initiated(SnsWire.Of(answer, "TopicArn"));
        foreach (var wanted in Subscriptions(task.Properties)) await SnsWire.SubscribeAsync(task, task.PhysicalId, wanted, cancellation).ConfigureAwait(false);
        return AttributesOf(task);
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        if (task.Properties.Differs(before, "DisplayName"))
        {
            await SnsWire.CallAsync(task, "SetTopicAttributes", cancellation,
                ("TopicArn", task.PhysicalId), ("AttributeName", "DisplayName"), ("AttributeValue", task.Properties.Text("DisplayName") ?? "")).ConfigureAwait(false);
        }

        if (task.Properties.Differs(before, "Subscription")) await ChangeSubscriptionsAsync(task, before, cancellation).ConfigureAwait(false);
        var (had, has) = (before.Tags(), task.Properties.Tags());
        var gone = had.Keys.Except(has.Keys).ToList();
        if (gone.Count > 0)
        {
            await SnsWire.CallAsync(task, "UntagResource", cancellation,
                [("ResourceArn", task.PhysicalId), .. gone.Select((k, i) => ($"TagKeys.member.{i + 1}", (string?)k))]).ConfigureAwait(false);
        }

        if (has.Count > 0) await SnsWire.CallAsync(task, "TagResource", cancellation, [("ResourceArn", task.PhysicalId), .. IamWire.Tags(has)]).ConfigureAwait(false);
        return AttributesOf(task);
    }

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) =>
        SnsWire.CallAsync(task, "DeleteTopic", cancellation, ("TopicArn", task.PhysicalId));

    private static async Task ChangeSubscriptionsAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        static (string?, string?) Key(PropertyReader s) => (s.Text("Protocol"), s.Text("Endpoint"));
        var (had, has) = (Subscriptions(before).ToList(), Subscriptions(task.Properties).ToList());
        foreach (var gone in had.Where(s => has.All(o => Key(o) != Key(s))))
        {
            // Who is subscribed already is answered with what there is.
            var arn = await SnsWire.SubscribeAsync(task, task.PhysicalId, gone, cancellation).ConfigureAwait(false);
            await SnsWire.CallAsync(task, "Unsubscribe", cancellation, ("SubscriptionArn", arn)).ConfigureAwait(false);
        }

        foreach (var added in has.Where(s => had.All(o => Key(o) != Key(s)))) await SnsWire.SubscribeAsync(task, task.PhysicalId, added, cancellation).ConfigureAwait(false);
    }

    private static IEnumerable<PropertyReader> Subscriptions(PropertyReader properties) => properties.List("Subscription").OfType<Value.Map>().Select(m => new PropertyReader(m));

    private static Dictionary<string, Value> AttributesOf(ResourceTask task) => new()
    {
        ["TopicArn"] = Value.Of(task.PhysicalId),
        ["TopicName"] = Value.Of(task.PhysicalId[(task.PhysicalId.LastIndexOf(':') + 1)..]),
    };
}
