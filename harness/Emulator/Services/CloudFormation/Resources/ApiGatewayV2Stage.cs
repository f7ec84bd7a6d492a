using System.Globalization;
using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-stage.html</remarks>
internal sealed class ApiGatewayV2Stage : ResourceType
{
    /// <summary>Property, name on the wire, and what it is set back to when it is taken away.</summary>
    private static readonly (string Name, string Wire, Func<JsonNode?> Default)[] Settings =
    [
        ("AutoDeploy", "autoDeploy", () => false),
        ("DeploymentId", "deploymentId", () => null),
        ("Description", "description", () => ""),
        ("StageVariables", "stageVariables", () => new JsonObject()),
    ];

    private static readonly Shape.ObjectOf RouteSettings = Shape.Object(
        new Property("DetailedMetricsEnabled", Shape.AsFlag),
        new Property("ThrottlingBurstLimit", Shape.AsInteger),
        new Property("ThrottlingRateLimit", Shape.AsText));

    public override string Name => "AWS::ApiGatewayV2::Stage";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("AccessLogSettings", Shape.Object(new Property("DestinationArn", Shape.AsText), new Property("Format", Shape.AsText))),
        new Property("ApiId", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("AutoDeploy", Shape.AsFlag),
        new Property("DefaultRouteSettings", RouteSettings),
        new Property("DeploymentId", Shape.AsText),
        new Property("Description", Shape.AsText),
        new Property("RouteSettings", new Shape.MapOf(RouteSettings)),
        new Property("StageName", Shape.AsText, UpdateRequires.Replacement, IsRequired: true),
        new Property("StageVariables", new Shape.MapOf(Shape.AsText)),
        new Property("Tags", new Shape.MapOf(Shape.AsText)));

    public override bool TakesStackTags => true;

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var name = task.Properties.Required("StageName");
        var request = new JsonObject { ["stageName"] = name };
        foreach (var (property, wire, _) in Settings)
        {
            if (task.Properties.Node(property) is { } value) request[wire] = value;
        }

        AddStructures(request, task.Properties, before: null);
        await CallAsync(task, "POST", StagesOf(task), request, cancellation).ConfigureAwait(false);
        task.Initiated(name);
        await ChangeTagsAsync(task, before: null, cancellation).ConfigureAwait(false);
        return NoAttributes;
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        var request = new JsonObject();
        foreach (var (property, wire, standard) in Settings.Where(s => task.Properties.Differs(before, s.Name)))
        {
            if ((task.Properties.Node(property) ?? standard()) is { } value) request[wire] = value;
        }

        AddStructures(request, task.Properties, before);
        if (request.Count > 0) await CallAsync(task, "PATCH", PathOf(task), request, cancellation).ConfigureAwait(false);
        await RemoveAsync(task, before, cancellation).ConfigureAwait(false);
        await ChangeTagsAsync(task, before, cancellation).ConfigureAwait(false);
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

    /// <summary>Those whose members have other names on the wire.</summary>
    /// <param name="before"><c>null</c> for a stage that is being made.</param>
    private static void AddStructures(JsonObject request, PropertyReader now, PropertyReader? before)
    {
        foreach (var name in new[] { "AccessLogSettings", "DefaultRouteSettings", "RouteSettings" })
        {
            if (now.Node(name) is not JsonObject value || (before is not null && !now.Differs(before, name))) continue;
            request[WireName(name)] = name == "RouteSettings" ? new JsonObject(value.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)Settled(r.Value)))) : Settled(value);
        }
    }

    /// <summary>What an update cannot say by leaving it out.</summary>
    private static async Task RemoveAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        if (before["AccessLogSettings"] is not null && task.Properties["AccessLogSettings"] is null)
        {
            await CallAsync(task, "DELETE", PathOf(task) + "/accesslogsettings", body: null, cancellation).ConfigureAwait(false);
        }

        foreach (var route in KeysOf(before).Except(KeysOf(task.Properties)))
        {
            await CallAsync(task, "DELETE", $"{PathOf(task)}/routesettings/{Uri.EscapeDataString(route)}", body: null, cancellation).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> KeysOf(PropertyReader properties) => properties["RouteSettings"] is Value.Map map ? map.Entries.Select(e => e.Key) : [];

    /// <summary>A rate is a number on the wire, with a fraction or without.</summary>
    private static JsonObject? Settled(JsonNode? settings) => settings is not JsonObject members ? null : new JsonObject(members.Select(m => KeyValuePair.Create(
        WireName(m.Key),
        m.Key == "ThrottlingRateLimit" && double.TryParse(m.Value?.ToString(), CultureInfo.InvariantCulture, out var rate) ? JsonValue.Create(rate) : m.Value?.DeepClone())));

    private static string WireName(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string StagesOf(ResourceTask task) => $"/v2/apis/{task.Properties.Required("ApiId")}/stages";

    private static string PathOf(ResourceTask task) => $"{StagesOf(task)}/{Uri.EscapeDataString(task.PhysicalId)}";

    private static Task ChangeTagsAsync(ResourceTask task, PropertyReader? before, CancellationToken cancellation) =>
        ApiGatewayTags.ChangeAsync(task, $"/apis/{task.Properties.Required("ApiId")}/stages/{task.PhysicalId}", before, cancellation);

    private static Task<JsonNode> CallAsync(ResourceTask task, string method, string path, JsonObject? body, CancellationToken cancellation) =>
        task.Wire.RestAsync("apigateway", method, path, body, cancellation);
}
