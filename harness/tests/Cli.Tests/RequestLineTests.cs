using TaskTracker.Cli.Loop;

namespace TaskTracker.Cli.Tests;

public sealed class RequestLineTests
{
    [Fact]
    public void A_request_for_one_task_keeps_the_columns_of_a_request_for_all()
    {
        string[] paths = ["/_aws/execute-api/abc/prod/tasks", $"/_aws/execute-api/abc/prod/tasks/{Guid.Empty}"];

        var lines = paths.Select(path => RequestLine.Of(new("an-id", "GET", path, 200, TimeSpan.FromMilliseconds(1), IsCold: false))).ToList();

        Assert.Equal(lines[0].IndexOf(" 200 ", StringComparison.Ordinal), lines[1].IndexOf(" 200 ", StringComparison.Ordinal));
    }
}
