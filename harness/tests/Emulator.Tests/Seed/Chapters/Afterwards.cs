using static TaskTracker.Emulation.Tests.Seed.Chapters.Installation;
using static TaskTracker.Emulation.Tests.Seed.SeedKind;

namespace TaskTracker.Emulation.Tests.Seed.Chapters;

/// <summary>The seed's outlook, and how it is worked on.</summary>
internal static class Afterwards
{
    public static IReadOnlyList<SeedChapter> Chapters { get; } =
    [
        new("Phase 4: Infrastructure Improvements", [
            new(AsWritten, """
                aws cloudformation create-stack \
                  --stack-name task-tracker \
                  --template-body file://infrastructure.yaml
                """, "the stack is complete when the waiter returns, and its table is there")
            {
                Then = "aws cloudformation wait stack-create-complete --stack-name task-tracker\naws dynamodb describe-table --table-name TasksOfTheStack",
                Check = (_, typed) => Same("ACTIVE", typed["Table/TableStatus"]),
            },
        ]),
        new("Contributing", [
            new(Beside, "git checkout -b feature/your-feature\ngit commit -am 'Add new feature'\ngit push origin feature/your-feature", "git's own, in the text of the seed"),
        ]),
        new("Development Workflow", [
            new(Beside, "npm install\nnpm run install:all", "nothing: `make` builds what it needs"),
            new(Beside, "npm test", "`make test`"),
            new(Beside, "npm run format", "`make format`"),
            new(Beside, "npm run deploy:dev", "`make up`, or `tasktracker deploy` where something runs already"),
        ]),
    ];
}
