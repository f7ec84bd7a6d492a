using TaskTracker.Emulation.Services.CloudFormation.Templates;

namespace TaskTracker.Emulation.Services.CloudFormation.Sam;

/// <summary>AWS::Serverless::HttpApi, its definition given or made of events: an API and one stage, which deploys itself.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html</remarks>
internal static class SamHttpApi
{
    private const string CreatedBy = "httpapi:createdBy";

    private static readonly string[] Supported = ["DefinitionBody", "CorsConfiguration", "StageName", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables"];

    private static readonly string[] KnownElsewhere =
    [
        "Name", "DefinitionUri", "Tags", "Auth", "Domain",
        "FailOnWarnings", "Description", "DisableExecuteApiEndpoint", "PropagateTags",
    ];

    public static IEnumerable<Entry> Translate(SamResource api, SamRoutes routes)
    {
        api.RefuseOthers("AWS::Serverless::HttpApi", Supported, KnownElsewhere);
        var body = WithCors(api, api.Definition("AWS::Serverless::HttpApi") ?? routes.DefinitionOf(api, openApiVersion: null));

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

    /// <summary>Members of the configuration begin with small letters in a definition; <c>true</c> stands for every origin.</summary>
    private static Node.Map WithCors(SamResource api, Node.Map body)
    {
        switch (api["CorsConfiguration"])
        {
            case null or Node.Scalar { Kind: ScalarKind.Flag, Text: "false" }:
                return body;
            case { } given when body["x-amazon-apigateway-cors"] is not null:
                api.Refuse("Unable to set CorsConfiguration because it is already defined within inline OpenAPI specified in the 'DefinitionBody' property here", given.At);
                return body;
            case Node.Scalar { Kind: ScalarKind.Flag } all:
                return body.With("x-amazon-apigateway-cors", Node.MapAt(all.At, ("allowOrigins", new Node.List([Node.TextAt("*", all.At)], all.At))));
            case Node.Map { IsFunction: false } members:
                return body.With("x-amazon-apigateway-cors", new Node.Map([.. members.Entries.Select(e => e with { Key = char.ToLowerInvariant(e.Key[0]) + e.Key[1..] })], members.At));
            case var other:
                api.Refuse("Invalid value for 'CorsConfiguration' property.", other.At);
                return body;
        }
    }

    /// <summary>A definition that is OpenAPI 3 says who made it.</summary>
    private static Node.Map WithTag(SamResource api, Node.Map body)
    {
        if (body["paths"] is not Node.Map || (body["openapi"] as Node.Scalar)?.Text.StartsWith("3.", StringComparison.Ordinal) != true) return body;
        var own = (body["tags"] as Node.List)?.Items ?? [];
        var tag = Node.MapAt(api.At, ("name", api.Text(CreatedBy)), ("x-amazon-apigateway-tag-value", api.Text("SAM")));
        return body.With("tags", new Node.List([.. own.Where(t => (t as Node.Map)?["name"]?.AsText != CreatedBy), tag], api.At));
    }
}
