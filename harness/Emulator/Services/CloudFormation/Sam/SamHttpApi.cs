using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>AWS::Serverless::HttpApi with its whole definition: an API and one stage, which deploys itself.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html</remarks>
internal static class SamHttpApi
{
    private const string CreatedBy = "httpapi:createdBy";

    private static readonly string[] Supported = ["DefinitionBody", "StageName", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables"];

    private static readonly string[] KnownElsewhere =
    [
        "Name", "DefinitionUri", "CorsConfiguration", "Tags", "Auth", "Domain",
        "FailOnWarnings", "Description", "DisableExecuteApiEndpoint", "PropagateTags",
    ];

    public static IEnumerable<Entry> Translate(SamResource api)
    {
        api.RefuseOthers("AWS::Serverless::HttpApi", Supported, KnownElsewhere);
        if (api["DefinitionBody"] is not Node.Map { IsFunction: false } body)
        {
            api.Refuse(
                "'DefinitionBody' is a required property of an 'AWS::Serverless::HttpApi' here, and must be an object.", api["DefinitionBody"]?.At ?? api.At);
            body = new Node.Map([], api.At);
        }

        var stage = api["StageName"] ?? api.Text("$default");
        return
        [
            api.Main("AWS::ApiGatewayV2::Api", ("Body", WithTag(api, body))),
            api.Further(
                StageId(api.LogicalId, stage.AsText), "AWS::ApiGatewayV2::Stage",
                ("ApiId", api.Ref(api.LogicalId)), ("StageName", stage), ("Tags", Node.MapAt(api.At, (CreatedBy, api.Text("SAM")))),
                ("AutoDeploy", new Node.Scalar("true", ScalarKind.Flag, api.At)), ("AccessLogSettings", api["AccessLogSettings"]),
                ("DefaultRouteSettings", api["DefaultRouteSettings"]), ("RouteSettings", api["RouteSettings"]), ("StageVariables", api["StageVariables"])),
        ];
    }

    private static string StageId(string api, string? stage) => stage switch
    {
        "$default" => api + "ApiGatewayDefaultStage",
        { Length: > 0 } when stage.All(char.IsLetterOrDigit) => $"{api}{stage}Stage",
        _ => SamHash.LogicalId(api + "Stage", stage ?? ""),
    };

    /// <summary>A definition that is OpenAPI 3 says who made it.</summary>
    private static Node.Map WithTag(SamResource api, Node.Map body)
    {
        if (body["paths"] is not Node.Map || (body["openapi"] as Node.Scalar)?.Text.StartsWith("3.", StringComparison.Ordinal) != true) return body;
        var own = (body["tags"] as Node.List)?.Items ?? [];
        var tag = Node.MapAt(api.At, ("name", api.Text(CreatedBy)), ("x-amazon-apigateway-tag-value", api.Text("SAM")));
        return body.With("tags", new Node.List([.. own.Where(t => (t as Node.Map)?["name"]?.AsText != CreatedBy), tag], api.At));
    }
}
