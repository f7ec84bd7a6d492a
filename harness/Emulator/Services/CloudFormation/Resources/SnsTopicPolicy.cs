using System.Xml.Linq;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>The policy of topics, which have another as long as nobody gives them one.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-topicpolicy.html</remarks>
internal sealed class SnsTopicPolicy : ResourceType
{
    public override string Name => "AWS::SNS::TopicPolicy";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("PolicyDocument", Shape.AsJson, IsRequired: true),
        new Property("Topics", Shape.Texts, IsRequired: true));

    public override IReadOnlyList<string> Attributes => ["Id"];

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        task.Initiated(task.GenerateName(maxLength: 256));
        foreach (var topic in Topics(task.Properties)) await SetAsync(task, topic, task.Properties.Document("PolicyDocument"), cancellation).ConfigureAwait(false);
        return Id(task);
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        foreach (var topic in Topics(before).Except(Topics(task.Properties))) await SetAsync(task, topic, policy: "", cancellation).ConfigureAwait(false);
        foreach (var topic in Topics(task.Properties)) await SetAsync(task, topic, task.Properties.Document("PolicyDocument"), cancellation).ConfigureAwait(false);
        return Id(task);
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        foreach (var topic in Topics(task.Properties))
        {
            try
            {
                await SetAsync(task, topic, policy: "", cancellation).ConfigureAwait(false);
            }
            catch (ServiceRefusal gone) when (gone.IsNotFound)
            {
            }
        }
    }

    private static IEnumerable<string> Topics(PropertyReader properties) => properties.List("Topics").Select(t => t.AsText ?? "");

    /// <param name="policy">Empty for the one that every topic has to begin with.</param>
    private static Task<XElement> SetAsync(ResourceTask task, string topic, string? policy, CancellationToken cancellation) =>
        SnsWire.CallAsync(task, "SetTopicAttributes", cancellation, ("TopicArn", topic), ("AttributeName", "Policy"), ("AttributeValue", policy));

    private static Dictionary<string, Value> Id(ResourceTask task) => new() { ["Id"] = Value.Of(task.PhysicalId) };
}
