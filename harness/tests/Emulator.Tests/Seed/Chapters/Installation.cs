using System.Text.Json.Nodes;
using static TaskTracker.Emulation.Tests.Seed.SeedKind;

namespace TaskTracker.Emulation.Tests.Seed.Chapters;

/// <summary>The manual path: bucket, table, role, functions, API.</summary>
internal static class Installation
{
    public static IReadOnlyList<SeedChapter> Chapters { get; } =
    [
        new("Step 1: Clone Repository", [
            new(Beside, "git clone https://github.com/yourusername/serverless-task-tracker.git\ncd serverless-task-tracker", "this repository"),
        ]),
        new("Step 2: Configure AWS Environment", [
            new(AsWritten, "aws configure", "the answers `test`, `test`, `us-east-1`, `json` are in the files that every later command reads")
            {
                Answers = "test\ntest\nus-east-1\njson\n",
                Check = async (session, _) => Assert.Contains(
                    "aws_access_key_id = test", await File.ReadAllTextAsync(Path.Combine(session.Shell.Home, ".aws", "credentials"), TestContext.Current.CancellationToken), StringComparison.Ordinal),
            },
            new(AsWritten, "aws sts get-caller-identity", "the account and its root")
            {
                Check = (_, typed) => Same(("000000000000", "arn:aws:iam::000000000000:root"), (typed["Account"], typed["Arn"])),
            },
        ]),
        new("Step 3: Deploy S3 Static Website", [
            new(AsWritten, "aws s3 mb s3://your-task-tracker-bucket --region us-east-1", "the bucket is there")
            {
                Check = async (session, _) => Assert.Equal(200, (await session.Aws.SendAsync("s3", "HEAD", "/your-task-tracker-bucket")).Status),
            },
            new(AsWritten, """
                aws s3 website s3://your-task-tracker-bucket/ \
                  --index-document index.html \
                  --error-document error.html
                """, "the bucket names both documents")
            {
                Check = async (session, _) => await Has((await session.Aws.SendAsync("s3", "GET", "/your-task-tracker-bucket?website")).Body, "<Suffix>index.html</Suffix>", "<Key>error.html</Key>"),
            },
            new(FailsAsOnAws, """
                aws s3api put-bucket-policy \
                  --bucket your-task-tracker-bucket \
                  --policy file://bucket-policy.json
                """, "the bucket is public")
            {
                Refusal = "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access",
                Then = """
                    aws s3api delete-public-access-block --bucket your-task-tracker-bucket
                    aws s3api put-bucket-policy --bucket your-task-tracker-bucket --policy file://bucket-policy.json
                    """,
                Check = async (session, _) => await Has((await session.Aws.SendAsync("s3", "GET", "/your-task-tracker-bucket?policy")).Body, "PublicReadGetObject"),
            },
            new(AsWritten, "aws s3 cp frontend/ s3://your-task-tracker-bucket/ --recursive", "the website endpoint serves the page, and the error page with 404")
            {
                Check = async (session, _) =>
                {
                    var (page, absent) = (await session.GetAsync("/_aws/s3-website/your-task-tracker-bucket/"), await session.GetAsync("/_aws/s3-website/your-task-tracker-bucket/nothing"));
                    Assert.Equal((200, 404), (page.Status, absent.Status));
                    await Has(page.Body + absent.Body, "<title>Serverless Task Tracker</title>", "<title>No such page</title>");
                },
            },
        ]),
        new("Step 4: Create DynamoDB Table", [
            new(AsWritten, """
                aws dynamodb create-table \
                  --table-name Tasks \
                  --attribute-definitions AttributeName=TaskId,AttributeType=S \
                  --key-schema AttributeName=TaskId,KeyType=HASH \
                  --billing-mode PAY_PER_REQUEST \
                  --region us-east-1
                """, "the table has its key, and is active")
            {
                Check = async (session, _) => await Has(
                    (await session.CallAsync("dynamodb", "DynamoDB_20120810.DescribeTable", """{"TableName":"Tasks"}""", "1.0")).ToJsonString(),
                    "\"ACTIVE\"", "{\"AttributeName\":\"TaskId\",\"KeyType\":\"HASH\"}", "PAY_PER_REQUEST"),
            },
        ]),
        new("Step 5: Create Lambda Execution Role", [
            new(AsWritten, """
                aws iam create-role \
                  --role-name TaskTrackerLambdaRole \
                  --assume-role-policy-document file://trust-policy.json
                """, "the role has its ARN and trusts Lambda")
            {
                Check = (_, typed) => Same(
                    ("arn:aws:iam::000000000000:role/TaskTrackerLambdaRole", "lambda.amazonaws.com"),
                    (typed["Role/Arn"], typed["Role/AssumeRolePolicyDocument/Statement/0/Principal/Service"])),
            },
            new(AsWritten, """
                aws iam put-role-policy \
                  --role-name TaskTrackerLambdaRole \
                  --policy-name TaskTrackerDynamoDBPolicy \
                  --policy-document file://dynamodb-policy.json
                """, "the role lists the policy")
            {
                Check = async (session, _) => await Has(
                    (await session.Aws.QueryAsync("iam", "2010-05-08", "ListRolePolicies", ("RoleName", "TaskTrackerLambdaRole"))).Body, "TaskTrackerDynamoDBPolicy"),
            },
        ]),
        new("Step 6: Deploy Lambda Functions", [
            new(AsWritten, "cd lambda-functions\nnpm install\nzip -r function.zip .", "the package holds the code")
            {
                Then = "unzip -Z1 function.zip || zipinfo -1 function.zip",
                Check = (_, typed) => Has(typed.Output, "index.js", "package.json"),
            },
            new(AsWritten, """
                aws lambda create-function \
                  --function-name GetTasks \
                  --runtime nodejs18.x \
                  --role arn:aws:iam::ACCOUNT_ID:role/TaskTrackerLambdaRole \
                  --handler index.handler \
                  --zip-file fileb://function.zip \
                  --environment Variables="{TABLE_NAME=Tasks}"
                """, "invoked, the function reads the empty table with its role")
            {
                Check = async (session, _) => await Has((await session.Aws.SendAsync("lambda", "POST", "/2015-03-31/functions/GetTasks/invocations", "{}")).Body, "\"statusCode\":200", "\"body\":\"[]\""),
            },
            new(InWords, "# Repeat for CreateTask, UpdateTask, DeleteTask functions", "four functions")
            {
                Then = """
                    for name in CreateTask UpdateTask DeleteTask; do
                      aws lambda create-function --function-name $name --runtime nodejs18.x --role arn:aws:iam::ACCOUNT_ID:role/TaskTrackerLambdaRole \
                        --handler index.handler --zip-file fileb://function.zip --environment Variables="{TABLE_NAME=Tasks}"
                    done
                    """,
                Check = async (session, _) =>
                {
                    var functions = JsonNode.Parse((await session.Aws.SendAsync("lambda", "GET", "/2015-03-31/functions")).Body)?["Functions"]?.AsArray();
                    Assert.Equal(["CreateTask", "DeleteTask", "GetTasks", "UpdateTask"], functions?.Select(f => $"{f?["FunctionName"]}").Order());
                },
            },
        ]),
        new("Step 7: Create API Gateway", [
            new(AsWritten, """
                aws apigatewayv2 create-api \
                  --name TaskTrackerAPI \
                  --protocol-type HTTP
                """, "the API has an id")
            {
                Given = "cd ..",
                Check = (session, typed) =>
                {
                    session.LearnApi(typed["ApiId"]);
                    return Same("HTTP", typed["ProtocolType"]);
                },
            },
            new(InWords, "# Create routes and integrate with Lambda functions", "four routes lead to four functions, which the API may call")
            {
                Then = """
                    for route in "GetTasks GET /tasks" "CreateTask POST /tasks" "UpdateTask PUT /tasks/{TaskId}" "DeleteTask DELETE /tasks/{TaskId}"; do
                      name=${route%% *}
                      integration=$(aws apigatewayv2 create-integration --api-id <api-id> --integration-type AWS_PROXY --payload-format-version 2.0 \
                        --integration-uri arn:aws:lambda:us-east-1:ACCOUNT_ID:function:$name --query IntegrationId --output text)
                      aws apigatewayv2 create-route --api-id <api-id> --route-key "${route#* }" --target integrations/$integration
                      aws lambda add-permission --function-name $name --statement-id api --action lambda:InvokeFunction \
                        --principal apigateway.amazonaws.com --source-arn "arn:aws:execute-api:us-east-1:ACCOUNT_ID:<api-id>/*"
                    done
                    """,
                Check = async (session, _) =>
                {
                    var routes = JsonNode.Parse((await session.Aws.SendAsync("apigateway", "GET", $"/v2/apis/{session.Known["<api-id>"]}/routes")).Body)?["items"]?.AsArray();
                    Assert.Equal(["DELETE /tasks/{TaskId}", "GET /tasks", "POST /tasks", "PUT /tasks/{TaskId}"], routes?.Select(r => $"{r?["routeKey"]}").Order(StringComparer.Ordinal));
                },
            },
            new(AsWritten, """
                aws apigatewayv2 create-stage \
                  --api-id <api-id> \
                  --stage-name prod
                """, "the stage answers 404 until a deployment is made for it, as on AWS: the seed has no `--auto-deploy`")
            {
                Then = """
                    curl -s https://<api-url>/tasks
                    aws apigatewayv2 create-deployment --api-id <api-id> --stage-name prod
                    """,
                Check = (_, typed) => Has(typed.Output, """{"message":"Not Found"}""", "\"DeploymentStatus\": \"DEPLOYED\""),
            },
        ]),
        new("Automated Deployment with AWS SAM (Recommended)", [
            new(Beside, "pip install aws-sam-cli\nsam deploy --guided", "`make up`, which deploys the template, or `tasktracker deploy` where something runs already"),
        ]),
    ];

    internal static Task Same<T>(T expected, T actual)
    {
        Assert.Equal(expected, actual);
        return Task.CompletedTask;
    }

    internal static Task Has(string text, params string[] parts)
    {
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
        return Task.CompletedTask;
    }
}
