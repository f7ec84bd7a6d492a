using System.Text;
using TaskTracker.Load.Calls;

namespace TaskTracker.Load.Tests.Engine;

public sealed class AnswerCheckTests
{
    private const string Id = "0198c0de-0000-7000-8000-000000000001";

    private static readonly KnownTask Known = new(Id, 7);

    private static string Body => $$"""{"TaskId":"{{Id}}","Title":"{{SampleTasks.Title(7)}}","Description":"","Status":"Open","CreatedAt":"2026-01-01T00:00:00.000Z","UpdatedAt":"2026-01-01T00:00:00.000Z"}""";

    public static TheoryData<string, string, int, string, string?> Answers => new()
    {
        { "a right task", "GET /tasks/{TaskId}", 200, Body, null },
        { "another status", "GET /tasks/{TaskId}", 500, Body, "status 500" },
        { "a success of another kind", "POST /tasks", 200, $$"""{"data":{{Body}}}""", "status 200" },
        { "a right creation", "POST /tasks", 201, $$"""{"message":"","TaskId":"{{Id}}","data":{{Body}}}""", null },
        { "a body cut short", "GET /tasks/{TaskId}", 200, Body[..^5], "wrong body: not JSON" },
        { "a title of another task", "GET /tasks/{TaskId}", 200, Body.Replace("#7", "#8", StringComparison.Ordinal), "wrong body: another title" },
        { "another id", "GET /tasks/{TaskId}", 200, Body.Replace("0001", "0002", StringComparison.Ordinal), "wrong body: another task" },
        { "a field by another name", "GET /tasks/{TaskId}", 200, Body.Replace("Title", "Titel", StringComparison.Ordinal), "wrong body: another shape" },
        { "a status that is none", "GET /tasks/{TaskId}", 200, Body.Replace("Open", "Opened", StringComparison.Ordinal), "wrong body: unknown status" },
        { "a task where a list belongs", "GET /tasks", 200, Body, "wrong body: no list" },
        { "a list that lacks tasks", "GET /tasks", 200, $"[{Body}]", "wrong body: tasks missing from the list" },
        { "a whole list", "GET /tasks", 200, $"[{Body},{Body}]", null },
        { "a deletion", "DELETE /tasks/{TaskId}", 204, "", null },
        { "a deletion with a body", "DELETE /tasks/{TaskId}", 204, "{}", "wrong body: 204 with one" },
        { "a number where text belongs", "GET /tasks/{TaskId}", 200, """{"TaskId":1}""", "wrong body: another shape" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_is_right_or_wrong_in_one_of_few_ways(string why, string call, int status, string body, string? problem)
    {
        var kind = TaskCall.Find(call) ?? throw new ArgumentException(why, nameof(call));

        Assert.Equal(problem, AnswerCheck.Of(kind, status, Encoding.UTF8.GetBytes(body), Known, atLeast: 2));
    }
}
