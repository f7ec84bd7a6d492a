using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-subscription.html</remarks>
internal sealed class SnsSubscription : ResourceType
{
    public override string Name => "AWS::SNS::Subscription";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("Endpoint", Shape.AsText, UpdateRequires.Replacement),
        new Property("Protocol", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("RawMessageDelivery", Shape.AsFlag, UpdateRequires.Replacement),
        new Property("TopicArn", Shape.AsText, UpdateRequires.Replacement, IsRequired: true));

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        task.Initiated(await SnsWire.SubscribeAsync(task, task.Properties.Required("TopicArn"), task.Properties, cancellation).ConfigureAwait(false));
        return Arn(task.PhysicalId);
    }

    public override Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, Value>>(Arn(task.PhysicalId));

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) =>
        SnsWire.CallAsync(task, "Unsubscribe", cancellation, ("SubscriptionArn", task.PhysicalId));
}
