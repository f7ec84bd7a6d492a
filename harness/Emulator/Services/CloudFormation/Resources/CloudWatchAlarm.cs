using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudwatch-alarm.html</remarks>
internal sealed class CloudWatchAlarm : ResourceType
{
    public override string Name => "AWS::CloudWatch::Alarm";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("ActionsEnabled", Shape.AsFlag),
        new Property("AlarmActions", Shape.Texts),
        new Property("AlarmDescription", Shape.AsText),
        new Property("AlarmName", Shape.AsText, UpdateRequires.Replacement),
        new Property("ComparisonOperator", Shape.AsText, IsRequired: true),
        new Property("DatapointsToAlarm", Shape.AsInteger),
        new Property("Dimensions", new Shape.ListOf(Shape.Object(new Property("Name", Shape.AsText, IsRequired: true), new Property("Value", Shape.AsText, IsRequired: true)))),
        new Property("EvaluateLowSampleCountPercentile", Shape.AsText),
        new Property("EvaluationPeriods", Shape.AsInteger, IsRequired: true),
        new Property("ExtendedStatistic", Shape.AsText),
        new Property("InsufficientDataActions", Shape.Texts),
        new Property("MetricName", Shape.AsText),
        new Property("Namespace", Shape.AsText),
        new Property("OKActions", Shape.Texts),
        new Property("Period", Shape.AsInteger),
        new Property("Statistic", Shape.AsText),
        new Property("Tags", Shape.Tags),
        new Property("Threshold", Shape.AsText),
        new Property("TreatMissingData", Shape.AsText),
        new Property("Unit", Shape.AsText));

    public override IReadOnlyList<string> Attributes => ["Arn"];

    public override string NameProperty => "AlarmName";

    public override bool TakesStackTags => true;

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var name = task.Properties.Text("AlarmName") ?? task.GenerateName(maxLength: 255);
        await PutAsync(task, name, CloudWatchWire.Tags(task.Properties.Tags()), cancellation).ConfigureAwait(false);
        task.Initiated(name);
        return Arn(ArnOf(task));
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await PutAsync(task, task.PhysicalId, tags: [], cancellation).ConfigureAwait(false);
        var (had, has) = (before.Tags(), task.Properties.Tags());
        var gone = had.Keys.Except(has.Keys).ToList();
        if (gone.Count > 0)
        {
            var keys = new JsonArray([.. gone.Select(k => JsonValue.Create(k))]);
            await CloudWatchWire.CallAsync(task, "UntagResource", new JsonObject { ["ResourceARN"] = ArnOf(task), ["TagKeys"] = keys }, cancellation).ConfigureAwait(false);
        }

        if (has.Count > 0)
        {
            await CloudWatchWire.CallAsync(
                task, "TagResource", new JsonObject { ["ResourceARN"] = ArnOf(task), ["Tags"] = CloudWatchWire.Tags(has) }, cancellation).ConfigureAwait(false);
        }

        return Arn(ArnOf(task));
    }

    public override Task DeleteAsync(ResourceTask task, CancellationToken cancellation) =>
        CloudWatchWire.RemoveAsync(task, "DeleteAlarms", new JsonObject { ["AlarmNames"] = new JsonArray(task.PhysicalId) }, cancellation);

    private static string ArnOf(ResourceTask task) => task.Scope.Arn("cloudwatch", "alarm:" + task.PhysicalId);

    /// <summary>The operation's members have the properties' names.</summary>
    private Task<JsonNode> PutAsync(ResourceTask task, string name, JsonArray tags, CancellationToken cancellation)
    {
        var request = new JsonObject { ["AlarmName"] = name };
        foreach (var property in Properties.Properties.Where(p => p.Name is not ("AlarmName" or "Tags")))
        {
            if (task.Properties.Node(property.Name) is { } value) request[property.Name] = Typed(property.Shape, value);
        }

        if (tags.Count > 0) request["Tags"] = tags;
        return CloudWatchWire.CallAsync(task, "PutMetricAlarm", request, cancellation);
    }

    /// <summary>Templates have numbers and flags as texts too.</summary>
    private static JsonNode? Typed(Shape shape, JsonNode value) => shape is Shape.Integer or Shape.Flag ? JsonNode.Parse(value.ToString()) : value;
}
