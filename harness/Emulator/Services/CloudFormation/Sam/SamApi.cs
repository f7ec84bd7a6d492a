using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>AWS::Serverless::Api, its definition given or made of events: a REST API, a deployment that is a new one for each definition, and a stage.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html</remarks>
internal static class SamApi
{
    private static readonly string[] Supported = ["Name", "StageName", "OpenApiVersion", "EndpointConfiguration", "DefinitionBody", "Description", "Variables", "MethodSettings", "AccessLogSetting"];

    private static readonly string[] KnownElsewhere =
    [
        "DefinitionUri", "CacheClusterEnabled", "CacheClusterSize", "MergeDefinitions", "BinaryMediaTypes",
        "MinimumCompressionSize", "Cors", "Auth",
        "GatewayResponses", "CanarySetting", "TracingEnabled", "Models", "Domain", "FailOnWarnings", "Mode",
        "DisableExecuteApiEndpoint",
        "ApiKeySourceType", "AlwaysDeploy", "Tags", "PropagateTags", "Policy", "SecurityPolicy", "EndpointAccessMode",
    ];

    public static IEnumerable<Entry> Translate(SamResource api, SamRoutes routes)
    {
        api.RefuseOthers("AWS::Serverless::Api", Supported, KnownElsewhere);
        var version = (api["OpenApiVersion"] as Node.Scalar)?.Text;
        var body = api.Definition("AWS::Serverless::Api") ?? routes.DefinitionOf(api, version);
        if (api["StageName"] is null) api.Refuse("Missing required property 'StageName'.", api.At);
        if (api["DefinitionBody"] is not null) RefuseConversion(api, body);
        var hash = SamHash.Of(PythonText.Of(body) + (version is null ? "" : "||" + version));
        var deployment = api.LogicalId + "Deployment" + hash[..SamHash.Length];
        var endpoint = EndpointType(api);
        return
        [
            api.Main("AWS::ApiGateway::RestApi",
                ("Body", body), ("Name", api["Name"]), ("Description", api["Description"]),
                ("Parameters", endpoint is null ? null : Node.MapAt(endpoint.At, ("endpointConfigurationTypes", endpoint))),
                ("EndpointConfiguration", endpoint is null ? null : Node.MapAt(endpoint.At, ("Types", new Node.List([endpoint], endpoint.At))))),
            api.Further(deployment, "AWS::ApiGateway::Deployment",
                ("Description", api.Text($"RestApi deployment id: {hash}")), ("RestApiId", api.Ref(api.LogicalId)),
                ("StageName", version is null ? api.Text("Stage") : null)),
            api.Further(StageId(api.LogicalId, api["StageName"]?.AsText), "AWS::ApiGateway::Stage",
                ("DeploymentId", api.Ref(deployment)), ("RestApiId", api.Ref(api.LogicalId)), ("StageName", api["StageName"]), ("Variables", api["Variables"]),
                ("MethodSettings", api["MethodSettings"]), ("AccessLogSetting", api["AccessLogSetting"])),
        ];
    }

    private static string StageId(string api, string? stage) =>
        stage is { Length: > 0 } && stage.All(char.IsLetterOrDigit) ? $"{api}{stage}Stage" : SamHash.LogicalId(api + "Stage", stage ?? "");

    private static Node? EndpointType(SamResource api)
    {
        switch (api["EndpointConfiguration"])
        {
            case null:
                return null;
            case Node.Map { IsFunction: false, Entries: [{ Key: "Type", Value: var type }] }:
                return type;
            case Node.Map { IsFunction: false } other:
                api.Refuse("EndpointConfiguration takes only Type here", other.At);
                return null;
            case var text:
                return text;
        }
    }

    /// <summary>SAM rewrites Swagger into OpenAPI 3 where it is told a version; a definition that needs it is refused.</summary>
    private static void RefuseConversion(SamResource api, Node.Map body)
    {
        foreach (var entry in body.Entries.Where(e => e.Key is "swagger" or "definitions" or "securityDefinitions"))
        {
            api.Refuse($"'{entry.Key}' in DefinitionBody is Swagger, which is not supported here; use OpenAPI 3", entry.KeyAt);
        }

        foreach (var path in (body["paths"] as Node.Map)?.Entries ?? [])
        {
            if (((path.Value as Node.Map)?["options"] as Node.Map)?["responses"] is not Node.Map responses
                || (responses["200"] as Node.Map)?["headers"] is not { } headers)
            {
                continue;
            }
            api.Refuse("headers of the response 200 of an OPTIONS method are rewritten by SAM, which is not supported here; use another status", headers.At);
        }
    }
}
