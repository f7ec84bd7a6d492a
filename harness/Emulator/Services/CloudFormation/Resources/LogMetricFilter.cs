using System.Globalization;
using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-metricfilter.html</remarks>
internal sealed class LogMetricFilter : ResourceType
{
    public override string Name => "AWS::Logs::MetricFilter";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("FilterName", Shape.AsText, UpdateRequires.Replacement),
        new Property("FilterPattern", Shape.AsText, IsRequired: true),
        new Property("LogGroupName", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("MetricTransformations", new Shape.ListOf(Shape.Object(
            new Property("DefaultValue", Shape.AsJson),
            new Property("Dimensions", new Shape.ListOf(Shape.Object(new Property("Key", Shape.AsText, IsRequired: true), new Property("Value", Shape.AsText, IsRequired: true)))),
            new Property("MetricName", Shape.AsText, IsRequired: true),
            new Property("MetricNamespace", Shape.AsText, IsRequired: true),
            new Property("MetricValue", Shape.AsText, IsRequired: true),
            new Property("Unit", Shape.AsText))), IsRequired: true));

    public override string NameProperty => "FilterName";

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var name = task.Properties.Text("FilterName") ?? task.GenerateName(maxLength: 512);
        await PutAsync(task, name, cancellation).ConfigureAwait(false);
        task.Initiated(name);
        return NoAttributes;
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        await PutAsync(task, task.PhysicalId, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            var request = new JsonObject { ["logGroupName"] = task.Properties.Required("LogGroupName"), ["filterName"] = task.PhysicalId };
            await CallAsync(task, "DeleteMetricFilter", request, cancellation).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    private static Task<JsonNode> PutAsync(ResourceTask task, string name, CancellationToken cancellation) => CallAsync(task, "PutMetricFilter", new JsonObject
    {
        ["logGroupName"] = task.Properties.Required("LogGroupName"),
        ["filterName"] = name,
        ["filterPattern"] = task.Properties.Required("FilterPattern"),
        ["metricTransformations"] = new JsonArray([.. task.Properties.List("MetricTransformations").OfType<Value.Map>().Select(t => Transformation(new PropertyReader(t)))]),
    }, cancellation);

    private static JsonObject Transformation(PropertyReader given)
    {
        var transformation = new JsonObject { ["metricName"] = given.Text("MetricName"), ["metricNamespace"] = given.Text("MetricNamespace"), ["metricValue"] = given.Text("MetricValue") };
        if (given.Text("DefaultValue") is { } value) transformation["defaultValue"] = Number(value);
        if (given.Text("Unit") is { } unit) transformation["unit"] = unit;
        var dimensions = given.List("Dimensions").OfType<Value.Map>().Select(d => KeyValuePair.Create(d["Key"]?.AsText ?? "", (JsonNode?)d["Value"]?.AsText)).ToList();
        if (dimensions.Count > 0) transformation["dimensions"] = new JsonObject(dimensions);
        return transformation;
    }

    private static double Number(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw ResourceFailure.Invalid($"[#/MetricTransformations/0/DefaultValue: expected type: Number, found: String ({value})]");

    private static Task<JsonNode> CallAsync(ResourceTask task, string operation, JsonObject request, CancellationToken cancellation) =>
        task.Wire.JsonAsync("logs", "Logs_20140328." + operation, request, cancellation);
}
