using System.Text.Json.Nodes;
using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Resources;

/// <summary>A REST API: imported from its definition, or made from its properties.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-restapi.html</remarks>
internal sealed class ApiGatewayRestApi : ResourceType
{
    private const string Apis = "/restapis";

    public override string Name => "AWS::ApiGateway::RestApi";

    public override Shape.ObjectOf Properties { get; } = Shape.Object(
        new Property("BinaryMediaTypes", Shape.Texts),
        new Property("Body", Shape.AsJson),
        new Property("Description", Shape.AsText),
        new Property("DisableExecuteApiEndpoint", Shape.AsFlag),
        new Property("EndpointConfiguration", Shape.Object(new Property("Types", Shape.Texts))),
        new Property("FailOnWarnings", Shape.AsFlag),
        new Property("Mode", Shape.AsText),
        new Property("Name", Shape.AsText),
        new Property("Parameters", new Shape.MapOf(Shape.AsText)),
        new Property("Tags", Shape.Tags));

    public override IReadOnlyList<string> Attributes => ["RestApiId", "RootResourceId"];

    public override bool TakesStackTags => true;

    public override async Task<IReadOnlyDictionary<string, Value>> CreateAsync(ResourceTask task, CancellationToken cancellation)
    {
        var definition = task.Properties.Node("Body");
        var api = definition is null
            ? await CallAsync(task, "POST", Apis, Settings(task.Properties), cancellation).ConfigureAwait(false)
            : await CallAsync(task, "POST", Apis, (JsonObject)definition, cancellation, "mode=import&" + Import(task.Properties)).ConfigureAwait(false);
        task.Initiated(api["id"]?.ToString() ?? "");
        if (definition is not null) await PatchAsync(task, before: null, cancellation).ConfigureAwait(false);
        await ApiGatewayTags.ChangeAsync(task, PathOf(task), before: null, cancellation).ConfigureAwait(false);
        return Facts(api);
    }

    public override async Task<IReadOnlyDictionary<string, Value>> UpdateAsync(ResourceTask task, PropertyReader before, CancellationToken cancellation)
    {
        var imports = task.Properties.Differs(before, "Body") && task.Properties["Body"] is not null;
        if (imports)
        {
            var query = $"mode={task.Properties.Text("Mode") ?? "overwrite"}&{Import(task.Properties)}";
            await CallAsync(task, "PUT", PathOf(task), (JsonObject?)task.Properties.Node("Body"), cancellation, query).ConfigureAwait(false);
        }

        await PatchAsync(task, imports ? null : before, cancellation).ConfigureAwait(false);
        await ApiGatewayTags.ChangeAsync(task, PathOf(task), before, cancellation).ConfigureAwait(false);
        return Facts(await CallAsync(task, "GET", PathOf(task), body: null, cancellation).ConfigureAwait(false));
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

    private static string PathOf(ResourceTask task) => $"{Apis}/{task.PhysicalId}";

    private static Dictionary<string, Value> Facts(JsonNode api) => new()
    {
        ["RestApiId"] = Value.Of(api["id"]?.ToString() ?? ""),
        ["RootResourceId"] = Value.Of(api["rootResourceId"]?.ToString() ?? ""),
    };

    private static JsonObject Settings(PropertyReader properties)
    {
        var request = new JsonObject();
        if (properties.Node("Name") is { } name) request["name"] = name;
        if (properties.Node("Description") is { } description) request["description"] = description;
        if (properties.Node("BinaryMediaTypes") is { } types) request["binaryMediaTypes"] = types;
        if (properties.Node("DisableExecuteApiEndpoint") is { } isDisabled) request["disableExecuteApiEndpoint"] = isDisabled;
        if (properties.Object("EndpointConfiguration")?.Node("Types") is { } endpoints) request["endpointConfiguration"] = new JsonObject { ["types"] = endpoints };
        return request;
    }

    /// <summary>The parameters of an import, as a query.</summary>
    private static string Import(PropertyReader properties)
    {
        var parameters = properties["Parameters"] is Value.Map map ? map.Entries.Select(e => $"{Uri.EscapeDataString(e.Key)}={Uri.EscapeDataString(e.Value.AsText ?? "")}") : [];
        return string.Join('&', parameters.Append("failonwarnings=" + (properties.Flag("FailOnWarnings") == true ? "true" : "false")));
    }

    /// <summary>Properties win over what a definition says.</summary>
    /// <param name="before"><c>null</c> to set all that are given.</param>
    private static async Task PatchAsync(ResourceTask task, PropertyReader? before, CancellationToken cancellation)
    {
        var operations = new List<JsonNode>();
        void Replace(string property, string path, string? value)
        {
            if (value is not null && (before is null || task.Properties.Differs(before, property))) operations.Add(Operation("replace", path, value));
        }

        Replace("Name", "/name", task.Properties.Text("Name"));
        Replace("Description", "/description", task.Properties.Text("Description"));
        Replace("DisableExecuteApiEndpoint", "/disableExecuteApiEndpoint", task.Properties.Text("DisableExecuteApiEndpoint"));
        foreach (var type in task.Properties.Object("EndpointConfiguration")?.List("Types") ?? []) Replace("EndpointConfiguration", "/endpointConfiguration/types/0", type.AsText);
        var types = task.Properties.List("BinaryMediaTypes").Select(t => t.AsText ?? "").ToList();
        var typesBefore = before?.List("BinaryMediaTypes").Select(t => t.AsText ?? "").ToList() ?? [];
        foreach (var type in typesBefore.Except(types)) operations.Add(Operation("remove", MediaType(type), value: null));
        foreach (var type in types.Except(typesBefore)) operations.Add(Operation("add", MediaType(type), value: null));
        if (operations.Count > 0) await CallAsync(task, "PATCH", PathOf(task), new JsonObject { ["patchOperations"] = new JsonArray([.. operations]) }, cancellation).ConfigureAwait(false);
    }

    private static string MediaType(string type) => "/binaryMediaTypes/" + type.Replace("/", "~1", StringComparison.Ordinal);

    private static JsonObject Operation(string op, string path, string? value) => new() { ["op"] = op, ["path"] = path, ["value"] = value };

    private static Task<JsonNode> CallAsync(ResourceTask task, string method, string path, JsonObject? body, CancellationToken cancellation, string query = "") =>
        task.Wire.RestAsync("apigateway", method, path, body, cancellation, query);
}
