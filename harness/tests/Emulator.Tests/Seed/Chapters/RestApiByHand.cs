using static TaskTracker.Emulation.Tests.Seed.Chapters.Installation;

namespace TaskTracker.Emulation.Tests.Seed.Chapters;

/// <summary>A REST API (v1) in front of the seed's functions, as AWS's tutorial of a Lambda proxy integration has it.</summary>
/// <remarks>Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-create-api-as-simple-proxy-for-lambda.html</remarks>
internal static class RestApiByHand
{
    public static SeedChapter Chapter { get; } = new("A REST API by hand", [
        new(SeedKind.Further, "aws apigateway create-rest-api --name TaskTrackerRestAPI --endpoint-configuration types=REGIONAL", "the API has an id")
        {
            Check = (session, typed) =>
            {
                session.Known["<rest-id>"] = typed["id"];
                return Same("TaskTrackerRestAPI", typed["name"]);
            },
        },
        new(SeedKind.Further, "aws apigateway get-resources --rest-api-id <rest-id>", "the root alone")
        {
            Check = (session, typed) =>
            {
                session.Known["<root-id>"] = typed["items/0/id"];
                return Same("/", typed["items/0/path"]);
            },
        },
        new(SeedKind.Further, "aws apigateway create-resource --rest-api-id <rest-id> --parent-id <root-id> --path-part tasks", "`/tasks`")
        {
            Check = (session, typed) =>
            {
                session.Known["<resource-id>"] = typed["id"];
                return Same("/tasks", typed["path"]);
            },
        },
        new(SeedKind.Further, "aws apigateway put-method --rest-api-id <rest-id> --resource-id <resource-id> --http-method GET --authorization-type NONE", "a method without authorization")
        {
            Check = (_, typed) => Same(("GET", "NONE"), (typed["httpMethod"], typed["authorizationType"])),
        },
        new(SeedKind.Further, """
            aws apigateway put-integration --rest-api-id <rest-id> --resource-id <resource-id> --http-method GET --type AWS_PROXY --integration-http-method POST \
              --uri arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:ACCOUNT_ID:function:GetTasks/invocations
            """, "a Lambda proxy integration")
        {
            Check = (_, typed) => Same(("AWS_PROXY", "POST"), (typed["type"], typed["httpMethod"])),
        },
        new(SeedKind.Further, """
            aws lambda add-permission --function-name GetTasks --statement-id rest --action lambda:InvokeFunction --principal apigateway.amazonaws.com \
              --source-arn "arn:aws:execute-api:us-east-1:ACCOUNT_ID:<rest-id>/*/GET/tasks"
            """, "the API may call the function"),
        new(SeedKind.Further, "aws apigateway create-deployment --rest-api-id <rest-id> --stage-name dev", "the stage answers with what the function answers")
        {
            Then = "curl -s -o /dev/null -X POST https://<api-url>/tasks -H 'Content-Type: application/json' -d '{\"Title\":\"Seen by both APIs\"}'\ncurl -s <endpoint>/_aws/execute-api/<rest-id>/dev/tasks",
            Check = (_, typed) => Has(typed.Output, "Seen by both APIs"),
        },
        new(SeedKind.Further, """
            aws apigateway put-method --rest-api-id <rest-id> --resource-id <resource-id> --http-method OPTIONS --authorization-type NONE
            aws apigateway put-integration --rest-api-id <rest-id> --resource-id <resource-id> --http-method OPTIONS --type MOCK --request-templates '{"application/json":"{\"statusCode\": 200}"}'
            aws apigateway put-method-response --rest-api-id <rest-id> --resource-id <resource-id> --http-method OPTIONS --status-code 200 \
              --response-parameters method.response.header.Access-Control-Allow-Origin=true
            aws apigateway put-integration-response --rest-api-id <rest-id> --resource-id <resource-id> --http-method OPTIONS --status-code 200 \
              --response-parameters "{\"method.response.header.Access-Control-Allow-Origin\":\"'*'\"}"
            aws apigateway create-deployment --rest-api-id <rest-id> --stage-name dev
            """, "a preflight is answered by a mock")
        {
            Once = true,
            Then = "curl -s -i -X OPTIONS <endpoint>/_aws/execute-api/<rest-id>/dev/tasks",
            Check = (_, typed) => Has(typed.Output, "HTTP/1.1 200", "Access-Control-Allow-Origin: *"),
        },
    ]);
}
