using static TaskTracker.Emulation.Tests.Seed.Chapters.Installation;
using static TaskTracker.Emulation.Tests.Seed.SeedKind;

namespace TaskTracker.Emulation.Tests.Seed.Chapters;

/// <summary>The API by hand, and the tests of the seed.</summary>
internal static class Trying
{
    public static IReadOnlyList<SeedChapter> Chapters { get; } =
    [
        new("Using curl", [
            new(AsWritten, "curl -X GET https://<api-url>/tasks", "no task yet; the address is http, as every address here") { Check = (_, typed) => Same("[]", typed.Output) },
            new(AsWritten, """
                curl -X POST https://<api-url>/tasks \
                  -H "Content-Type: application/json" \
                  -d '{"Title":"New Task","Description":"Test task","Status":"Open"}'
                """, "the task is answered, and listed")
            {
                Check = async (session, typed) =>
                {
                    session.Known["/tasks/task-id"] = "/tasks/" + typed["TaskId"];
                    Assert.Equal(("Task created successfully", "New Task"), (typed["message"], typed["data/Title"]));
                    await Has((await session.TypeAsync("curl -s https://<api-url>/tasks")).Output, typed["TaskId"]);
                },
            },
            new(AsWritten, """
                curl -X PUT https://<api-url>/tasks/task-id \
                  -H "Content-Type: application/json" \
                  -d '{"Status":"Completed"}'
                """, "the table holds the new status")
            {
                Check = async (session, typed) =>
                {
                    Assert.Equal(("Task updated successfully", "Completed"), (typed["message"], typed["data/Status"]));
                    await Has(await ScanAsync(session), "Completed");
                },
            },
            new(AsWritten, "curl -X DELETE https://<api-url>/tasks/task-id", "nothing is answered, and the table is empty")
            {
                Check = async (session, typed) =>
                {
                    Assert.Equal("", typed.Output);
                    await Has(await ScanAsync(session), "\"Count\":0");
                },
            },
        ]),
        new("Unit Testing", [new(Beside, "cd lambda-functions\nnpm test", "`make test`")]),
        new("Integration Testing", [new(Beside, "npm run test:integration", "`make verify`, or the conformance suite alone in `make test`")]),
        new("Load Testing", [
            new(Beside, "jmeter -n -t load-test-plan.jmx -l results.jtl", "`make load`"),
            new(Beside, "node load-test.js --users 100 --duration 60", "`make load`, with its `SCENARIO` and `DURATION`"),
        ]),
        new("Security Testing", [
            new(AsWritten, """
                aws iam simulate-principal-policy \
                  --policy-source-arn <lambda-role-arn> \
                  --action-names dynamodb:PutItem dynamodb:GetItem
                """, "implicitly denied on every resource, as the command leaves out which; allowed on the table")
            {
                Then = """
                    aws iam simulate-principal-policy --policy-source-arn <lambda-role-arn> --action-names dynamodb:PutItem dynamodb:GetItem \
                      --resource-arns arn:aws:dynamodb:us-east-1:ACCOUNT_ID:table/Tasks --query 'EvaluationResults[].EvalDecision' --output text
                    """,
                Check = (_, typed) => Same(("implicitDeny", "allowed\tallowed\n"), (typed.Before?["EvaluationResults/0/EvalDecision"], typed.Output)),
            },
            new(AsWritten, """
                curl -X OPTIONS <api-url>/tasks \
                  -H "Origin: http://localhost" \
                  -H "Access-Control-Request-Method: POST"
                """, "no CORS yet, so no such route: it is turned on below")
            {
                Check = (_, typed) => Same("""{"message":"Not Found"}""", typed.Output),
            },
            new(AsWritten, "aws s3api get-bucket-acl --bucket your-bucket-name", "the owner has full control, nobody else any")
            {
                Check = (_, typed) => Same(("FULL_CONTROL", 1), (typed["Grants/0/Permission"], typed.Json["Grants"]?.AsArray().Count ?? 0)),
            },
        ]),
    ];

    private static async Task<string> ScanAsync(SeedSession session) =>
        (await session.CallAsync("dynamodb", "DynamoDB_20120810.Scan", """{"TableName":"Tasks"}""", "1.0")).ToJsonString();
}
