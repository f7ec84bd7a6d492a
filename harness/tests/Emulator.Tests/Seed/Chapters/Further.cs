using static TaskTracker.Emulation.Tests.Seed.Chapters.Installation;

namespace TaskTracker.Emulation.Tests.Seed.Chapters;

/// <summary>What a developer types next.</summary>
internal static class Further
{
    public static SeedChapter Chapter { get; } = new("What is typed next", [
        new(SeedKind.Further, "aws s3 sync frontend/ s3://your-task-tracker-bucket/ --delete", "a changed page is served, a removed one is not")
        {
            Once = true,
            Given = "sed -i 's/Tasks/All tasks/' frontend/index.html\nrm frontend/error.html",
            Check = async (session, _) =>
            {
                await Has((await session.GetAsync("/_aws/s3-website/your-task-tracker-bucket/")).Body, "All tasks");
                Assert.Equal(404, (await session.Aws.SendAsync("s3", "HEAD", "/your-task-tracker-bucket/error.html")).Status);
            },
        },
        new(SeedKind.Further, "aws lambda update-function-code --function-name GetTasks --zip-file fileb://lambda-functions/function.zip --publish", "a further version")
        {
            Once = true,
            Given = "(cd lambda-functions && echo '// changed' >> index.js && zip -q function.zip index.js)",
            Check = (_, typed) => Same("2", typed["Version"]),
        },
        new(SeedKind.Further, "aws lambda invoke --function-name GetTasks --payload '{}' --log-type Tail answer.json\ncat answer.json", "the answer in the file")
        {
            Once = true,
            Check = (_, typed) => Has(typed.Output, "\"StatusCode\": 200", "LogResult", "\"statusCode\":200"),
        },
        new(SeedKind.Further, "aws dynamodb put-item --table-name Tasks --item '{\"TaskId\":{\"S\":\"typed\"}}'\naws dynamodb scan --table-name Tasks", "the item")
        {
            Once = true,
            Check = (_, typed) => Has(typed.Output, "\"S\": \"typed\""),
        },
        new(SeedKind.Further, "aws s3 rb s3://your-task-tracker-bucket --force\naws cloudformation delete-stack --stack-name task-tracker", "both are gone")
        {
            Once = true,
            Then = "aws cloudformation wait stack-delete-complete --stack-name task-tracker\naws dynamodb list-tables --query 'TableNames' --output text",
            Check = async (session, typed) =>
            {
                Assert.Equal("Tasks\n", typed.Output);
                Assert.Equal(404, (await session.Aws.SendAsync("s3", "HEAD", "/your-task-tracker-bucket")).Status);
            },
        },
    ]);
}
