using Microsoft.Extensions.Logging;
using TaskTracker.Emulation.Protocols;
using TaskTracker.Emulation.Services.Logs;
using TaskTracker.Emulation.Tests.Lambda;

namespace TaskTracker.Emulation.Tests.Logs;

public sealed class FunctionLinesTests(Functions functions) : IClassFixture<Functions>
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private const string Source = "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html";

    private static readonly AwsScope Scope = new("000000000000", "us-east-1");
    private static readonly Caller Function = new(CallerKind.AssumedRole, Scope.Account, "session", "id:session", "role");

    /// <summary>What the role may do, whether the group is there, how many lines appear.</summary>
    [Theory]
    [InlineData("logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents", false, 2)]
    [InlineData("logs:CreateLogStream logs:PutLogEvents", true, 2)]
    [InlineData("logs:CreateLogStream logs:PutLogEvents", false, 0)]
    [InlineData("logs:PutLogEvents", true, 0)]
    [InlineData("logs:CreateLogGroup logs:CreateLogStream", false, 0)]
    public void A_line_appears_where_the_role_may_write_it_and_make_what_it_lies_in(string allowed, bool hasGroup, int lines)
    {
        var told = new Told();
        var logs = new LogsService(Scope, TimeProvider.System, (caller, action, _) => caller.Kind == CallerKind.Root || allowed.Split(' ').Contains(action), _ => { }, told);
        if (hasGroup) logs.Write(Caller.Root(Scope), "g", "first", []);

        logs.Write(Function, "g", "s", [(1, "a"u8.ToArray())]);
        logs.Write(Function, "g", "s", [(2, "b"u8.ToArray())]);

        Assert.Equal(lines, logs.State.Find("g")?.Find("s")?.Between(0, 10).Count ?? 0);
        Assert.Equal(lines == 0 ? 1 : 0, told.Lines.Count);
    }

    [Fact]
    [Parity("logs:PutLogEvents", Evidence.Documented, Source)]
    public async Task A_function_whose_role_may_not_write_leaves_no_log()
    {
        await functions.Http.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "silent"), ("AssumeRolePolicyDocument", Trust));
        var request = functions.Request("silent", "echo").Replace("role/functions", "role/silent", StringComparison.Ordinal);
        await functions.CallAsync("POST", "", request);

        var invoked = await functions.InvokeAsync("silent");
        var log = await functions.LogAsync("silent");

        Assert.Equal((200, null), (invoked.Status, invoked.FunctionError));
        Assert.Contains("REPORT RequestId", invoked.Log, StringComparison.Ordinal);
        Assert.Empty(log);
    }

    private sealed class Told : ILogger<LogsService>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
