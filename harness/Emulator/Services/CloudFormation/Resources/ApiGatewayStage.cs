using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-stage.html</remarks>
internal sealed class ApiGatewayStage : ResourceType
{
    public override string Name => "AWS::ApiGateway::Stage";

    /// <summary>Property of a method's settings, its path in a patch, and what it is set back to when it is taken away.</summary>
    private static readonly (string Name, string Path, string Standard)[] Settings =
    [
        ("CachingEnabled", "caching/enabled", "false"),
        ("DataTraceEnabled", "logging/dataTrace", "false"),
        ("LoggingLevel", "logging/loglevel", "OFF"),
        ("MetricsEnabled", "metrics/enabled", "false"),
        ("ThrottlingBurstLimit", "throttling/burstLimit", "5000"),
        ("ThrottlingRateLimit", "throttling/rateLimit", "10000"),
    ];

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("AccessLogSetting", Shape.Object(new Property("DestinationArn", Shape.AsText), new Property("Format", Shape.AsText))),
        new Property("DeploymentId", Shape.AsText),
        new Property("Description", Shape.AsText),
        new Property("MethodSettings", new Shape.ListOf(Shape.Object(
        [
            new Property("HttpMethod", Shape.AsText), new Property("ResourcePath", Shape.AsText),
            .. Settings.Select(s => new Property(s.Name, Shape.AsText)),
        ]))),
        new Property("RestApiId", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("StageName", Shape.AsText, UpdateRequires.Replacement),
        new Property("Tags", Shape.Tags),
        new Property("Variables", new Shape.MapOf(Shape.AsText)));

    public override bool TakesStackTags => true;

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var name = task.Properties.Required("StageName");
        var request = new JsonObject { ["stageName"] = name };
        if (task.Properties.Node("DeploymentId") is { } deployment) request["deploymentId"] = deployment;
        if (task.Properties.Node("Description") is { } description) request["description"] = description;
        if (task.Properties.Node("Variables") is { } variables) request["variables"] = variables;
        await CallAsync(task, "POST", StagesOf(task), request, cancellation).ConfigureAwait(false);
        task.Initiated(name);
        await PatchAsync(task, [.. Logging(task.Properties, before: null), .. MethodChanges(task.Properties, before: null)], cancellation).ConfigureAwait(false);
        await ApiGatewayTags.ChangeAsync(task, PathOf(task), before: null, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        var operations = new List<JsonNode>();
        if (task.Properties.Differs(before, "DeploymentId")) operations.Add(Operation("replace", "/deploymentId", task.Properties.Text("DeploymentId")));
        if (task.Properties.Differs(before, "Description")) operations.Add(Operation("replace", "/description", task.Properties.Text("Description") ?? ""));
        var (now, then) = (Variables(task.Properties), Variables(before));
        foreach (var (name, value) in now.Except(then)) operations.Add(Operation("replace", "/variables/" + name, value));
        foreach (var name in then.Keys.Except(now.Keys)) operations.Add(Operation("remove", "/variables/" + name, value: null));
        operations.AddRange([.. Logging(task.Properties, before), .. MethodChanges(task.Properties, before)]);
        await PatchAsync(task, operations, cancellation).ConfigureAwait(false);
        await ApiGatewayTags.ChangeAsync(task, PathOf(task), before, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override async Task DeleteAsync(ResourceTask task, CancellationToken cancellation)
    {
        try
        {
            await CallAsync(task, "DELETE", PathOf(task), body: null, cancellation).ConfigureAwait(false);
        }
        catch (ServiceRefusal gone) when (gone.IsNotFound)
        {
        }
    }

    private static IEnumerable<JsonNode> Logging(PropertyReader now, PropertyReader? before)
    {
        if (now.Node("AccessLogSetting") is not JsonObject log)
        {
            if (before?["AccessLogSetting"] is not null) yield return Operation("remove", "/accessLogSettings", value: null);
            yield break;
        }

        if (before is not null && !now.Differs(before, "AccessLogSetting")) yield break;
        if (log["DestinationArn"] is { } arn) yield return Operation("replace", "/accessLogSettings/destinationArn", arn.ToString());
        if (log["Format"] is { } format) yield return Operation("replace", "/accessLogSettings/format", format.ToString());
    }

    private static IEnumerable<JsonNode> MethodChanges(PropertyReader now, PropertyReader? before)
    {
        var (wanted, had) = (MethodSettingsOf(now), before is null ? [] : MethodSettingsOf(before));
        foreach (var method in had.Keys.Except(wanted.Keys)) yield return Operation("remove", method, value: null);
        foreach (var (method, settings) in wanted)
        {
            foreach (var (name, path, standard) in Settings)
            {
                var (value, old) = (settings[name]?.ToString(), had.GetValueOrDefault(method)?[name]?.ToString());
                if (value != old) yield return Operation("replace", $"{method}/{path}", value ?? standard);
            }
        }
    }

    /// <summary>By the path that a patch gives the method: <c>/~1tasks/GET</c>, <c>/*/*</c>.</summary>
    private static Dictionary<string, JsonObject> MethodSettingsOf(PropertyReader properties) =>
        (properties.Node("MethodSettings") as JsonArray ?? []).OfType<JsonObject>().ToDictionary(
            s => $"/{s["ResourcePath"]?.ToString().TrimStart('/')}/{s["HttpMethod"]}", s => s, StringComparer.Ordinal);

    private static Task PatchAsync(ResourceTask task, List<JsonNode> operations, CancellationToken cancellation) => operations.Count == 0
        ? Task.CompletedTask
        : CallAsync(task, "PATCH", PathOf(task), new JsonObject { ["patchOperations"] = new JsonArray([.. operations]) }, cancellation);

    private static Dictionary<string, string> Variables(PropertyReader properties) =>
        properties["Variables"] is Value.Map map ? map.Entries.ToDictionary(e => e.Key, e => e.Value.AsText ?? "") : [];

    private static JsonObject Operation(string op, string path, string? value) => new() { ["op"] = op, ["path"] = path, ["value"] = value };

    private static string StagesOf(ResourceTask task) => $"/restapis/{task.Properties.Required("RestApiId")}/stages";

    private static string PathOf(ResourceTask task) => $"{StagesOf(task)}/{Uri.EscapeDataString(task.PhysicalId)}";

    private static Task<JsonNode> CallAsync(ResourceTask task, string method, string path, JsonObject? body, CancellationToken cancellation) =>
        task.Wire.RestAsync("apigateway", method, path, body, cancellation);
}
