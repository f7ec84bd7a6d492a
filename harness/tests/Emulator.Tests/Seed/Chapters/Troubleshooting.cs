using static TaskTracker.Emulation.Tests.Seed.Chapters.Installation;
using static TaskTracker.Emulation.Tests.Seed.SeedKind;

namespace TaskTracker.Emulation.Tests.Seed.Chapters;

/// <summary>The seed's issues, and its commands to find them.</summary>
internal static class Troubleshooting
{
    public static IReadOnlyList<SeedChapter> Chapters { get; } =
    [
        new("Issue: \"AccessDenied\" when Lambda calls DynamoDB", [
            new(AsWritten, """
                aws iam get-role-policy \
                  --role-name TaskTrackerLambdaRole \
                  --policy-name TaskTrackerDynamoDBPolicy
                """, "the policy as it was put")
            {
                Check = (_, typed) => Same("dynamodb:PutItem", typed["PolicyDocument/Statement/0/Action/0"]),
            },
            new(AsWritten, """
                aws lambda get-function-configuration \
                  --function-name GetTasks | jq .Environment
                """, "the table's name")
            {
                Check = (_, typed) => Same("Tasks", typed["Variables/TABLE_NAME"]),
            },
        ]),
        new("Issue: CORS errors when calling API", [
            new(FailsAsOnAws, """
                aws apigatewayv2 get-cors-configuration \
                  --api-id <api-id>
                """, "there is no such command; the API shows that it has no CORS configuration")
            {
                Refusal = "Invalid choice",
                Then = "aws apigatewayv2 get-api --api-id <api-id>",
                Check = (_, typed) => Same("", typed["CorsConfiguration"]),
            },
            new(AsWritten, """
                aws apigatewayv2 update-api \
                  --api-id <api-id> \
                  --cors-configuration AllowOrigins='*',AllowMethods='GET,POST,PUT,DELETE',AllowHeaders='*'
                """, "a preflight is answered, once the stage, which does not deploy by itself, has a new deployment")
            {
                Then = """
                    aws apigatewayv2 create-deployment --api-id <api-id> --stage-name prod
                    curl -s -i -X OPTIONS <api-url>/tasks -H "Origin: http://localhost" -H "Access-Control-Request-Method: POST"
                    """,
                Check = async (_, typed) =>
                {
                    await Has(typed.Output.ToLowerInvariant(), "http/1.1 204", "access-control-allow-origin: *");
                    var methods = typed.Output.Split('\n').Single(line => line.StartsWith("access-control-allow-methods:", StringComparison.OrdinalIgnoreCase)).Split(':')[1];
                    Assert.Equal(["DELETE", "GET", "POST", "PUT"], methods.Split(',').Select(m => m.Trim()).Order());
                },
            },
        ]),
        new("Issue: Cold start delays (latency spikes)", [
            new(AsWritten, """
                aws lambda update-function-configuration \
                  --function-name GetTasks \
                  --memory-size 512
                """, "the next calls have 512 MB")
            {
                Then = "curl -s https://<api-url>/tasks",
                Check = (session, _) => session.LoggedAsync("GetTasks", "Memory Size: 512 MB"),
            },
            new(FailsAsOnAws, """
                aws lambda put-provisioned-concurrency-config \
                  --function-name GetTasks \
                  --provisioned-concurrent-executions 5
                """, "five environments of a version are ready")
            {
                Refusal = "the following arguments are required: --qualifier",
                Then = """
                    aws lambda publish-version --function-name GetTasks
                    aws lambda put-provisioned-concurrency-config --function-name GetTasks --qualifier 1 --provisioned-concurrent-executions 5
                    """,
                Check = async (session, _) =>
                {
                    var shown = "";
                    for (var attempt = 0; attempt < 200 && !shown.Contains("READY", StringComparison.Ordinal); attempt++)
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
                        shown = (await session.Aws.SendAsync("lambda", "GET", "/2019-09-30/functions/GetTasks/provisioned-concurrency?Qualifier=1")).Body;
                    }

                    await Has(shown, "\"Status\":\"READY\"", "\"AvailableProvisionedConcurrentExecutions\":5");
                },
            },
        ]),
        new("Issue: DynamoDB throttling", [
            new(AsWritten, """
                aws dynamodb describe-table \
                  --table-name Tasks \
                  | jq .Table.BillingModeSummary
                """, "on demand")
            {
                Check = (_, typed) => Same("PAY_PER_REQUEST", typed["BillingMode"]),
            },
            new(AsWritten, """
                aws cloudwatch get-metric-statistics \
                  --namespace AWS/DynamoDB \
                  --metric-name ConsumedWriteCapacityUnits \
                  --dimensions Name=TableName,Value=Tasks \
                  --start-time 2025-12-27T00:00:00Z \
                  --end-time 2025-12-27T23:59:59Z \
                  --period 3600 \
                  --statistics Sum
                """, "no datapoints on that day; the units of the writes above on this one")
            {
                Then = """
                    aws cloudwatch get-metric-statistics --namespace AWS/DynamoDB --metric-name ConsumedWriteCapacityUnits --dimensions Name=TableName,Value=Tasks \
                      --start-time $(date -u -d '-2 hours' +%FT%H:00:00Z) --end-time $(date -u -d '+1 hour' +%FT%H:00:00Z) --period 3600 --statistics Sum
                    """,
                Check = (_, typed) => Same(3, typed.Json["Datapoints"]?.AsArray().Sum(d => (double?)d?["Sum"] ?? 0) ?? 0),
            },
        ]),
        new("Debug Commands", [
            new(Beside, "sam local invoke GetTasks -e events/get-tasks.json", "`tasktracker invoke GetTasks --event functions/events/get-tasks-2.0.json`: the answer, its log, exit 1 when the function fails"),
            new(FailsAsOnAws, "aws cloudformation validate-template --template-body file://template.yaml", "packaged, as `aws cloudformation package` does it, the template of the product has its parameters and the transform")
            {
                Refusal = "'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.",
                Then = """
                    sed 's#CodeUri: .*#CodeUri: s3://your-task-tracker-bucket/functions.zip#' template.yaml > packaged.yaml
                    aws cloudformation validate-template --template-body file://packaged.yaml
                    """,
                Check = (_, typed) => Has(typed.Output, "ApiFlavour", "CAPABILITY_NAMED_IAM", "AWS::Serverless-2016-10-31"),
            },
            new(AsWritten, "aws apigatewayv2 get-stage --api-id <api-id> --stage-name prod", "the stage and its deployment")
            {
                Check = (_, typed) => Same(("prod", false), (typed["StageName"], string.IsNullOrEmpty(typed["DeploymentId"]))),
            },
            new(AsWritten, "aws lambda list-functions\naws logs describe-log-streams --log-group-name /aws/lambda/GetTasks", "a stream for each environment, named after its day and version")
            {
                Check = (_, typed) => Has(typed.Output, "/[$LATEST]", "\"storedBytes\""),
            },
        ]),
    ];
}
