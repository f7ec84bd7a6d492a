using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Logs;

public sealed class EventTests(LogsClient logs) : IClassFixture<LogsClient>
{
    private const string Events = "logs/test_logs_events";
    private const string Patterns = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html";
    private const string FilterApi = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html";
    private const string GetApi = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html";

    /// <summary>Why, pattern, the messages that match of <c>ERROR disk full</c>, <c>WARN disk slow</c>, <c>ok [a] "b"</c>.</summary>
    public static TheoryData<string, string, string> Filters => new()
    {
        { "nothing asked", "", "ERROR disk full|WARN disk slow|ok [a] \"b\"" },
        { "term", "disk", "ERROR disk full|WARN disk slow" },
        { "case matters", "error", "" },
        { "all of several terms", "disk full", "ERROR disk full" },
        { "any of several terms", "?ERROR ?ok", "ERROR disk full|ok [a] \"b\"" },
        { "not a term", "disk -ERROR", "WARN disk slow" },
        { "only not a term", "-disk", "ok [a] \"b\"" },
        { "quoted phrase", "\"disk slow\"", "WARN disk slow" },
        { "quoted signs", "\"[a]\"", "ok [a] \"b\"" },
        { "quoted quotes", "\"\\\"b\\\"\"", "ok [a] \"b\"" },
        { "phrase in another order", "\"slow disk\"", "" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    [Parity("logs:FilterLogEvents", Evidence.Documented, Patterns)]
    public async Task A_pattern_selects_events_by_their_text(string why, string pattern, string expected)
    {
        var group = await logs.NewGroupAsync("s");
        var now = LogsClient.Now;
        await logs.PutAsync(group, "s", (now, "ERROR disk full"), (now, "WARN disk slow"), (now, "ok [a] \"b\""));

        var found = await logs.CallAsync("FilterLogEvents", new JsonObject { ["logGroupName"] = group, ["filterPattern"] = pattern }.ToJsonString());

        Assert.Equal((why, expected), (why, string.Join('|', LogsClient.Messages(found))));
    }

    /// <summary>Why, pattern, what the message says.</summary>
    [Theory]
    [InlineData("sign without quotes", "a=b", "Invalid character(s) in term 'a=b'")]
    [InlineData("open quote", "\"a", "Invalid filter pattern: a quoted term does not end")]
    [Parity("logs:FilterLogEvents", Evidence.Deviates, "AWS says 'Invalid filter pattern' and nothing more; the reason behind it is ours")]
    public async Task A_pattern_that_is_malformed_is_refused(string why, string pattern, string message)
    {
        var group = await logs.NewGroupAsync();

        var answer = await logs.SendAsync("FilterLogEvents", new JsonObject { ["logGroupName"] = group, ["filterPattern"] = pattern }.ToJsonString());

        Assert.Equal((why, 400, message), (why, answer.Status, $"{JsonNode.Parse(answer.Body)?["message"]}"));
    }

    [Fact]
    [Parity("logs:FilterLogEvents", Evidence.Documented, FilterApi)]
    public async Task Streams_are_searched_together_in_the_order_of_time()
    {
        var group = await logs.NewGroupAsync("a/1", "a/2", "b");
        var now = LogsClient.Now;
        await logs.PutAsync(group, "a/1", (now - 4000, "1"), (now - 1000, "4"));
        await logs.PutAsync(group, "a/2", (now - 3000, "2"));
        await logs.PutAsync(group, "b", (now - 2000, "3"));

        var all = await logs.CallAsync("FilterLogEvents", $$"""{"logGroupName":"{{group}}"}""");
        var byPrefix = await logs.CallAsync("FilterLogEvents", $$"""{"logGroupName":"{{group}}","logStreamNamePrefix":"a/"}""");
        var byName = await logs.CallAsync("FilterLogEvents", $$"""{"logGroupName":"{{group}}","logStreamNames":["b","a/2"]}""");
        var byTime = await logs.CallAsync("FilterLogEvents", $$"""{"logGroupIdentifier":"arn:aws:logs:us-east-1:000000000000:log-group:{{group}}","startTime":{{now - 3000}},"endTime":{{now - 2000}}}""");

        Assert.Equal(["1", "2", "3", "4"], LogsClient.Messages(all));
        Assert.Equal(["1", "2", "4"], LogsClient.Messages(byPrefix));
        Assert.Equal(["2", "3"], LogsClient.Messages(byName));
        Assert.Equal(["2", "3"], LogsClient.Messages(byTime));
    }

    [Fact]
    [Parity("logs:FilterLogEvents", Evidence.Documented, FilterApi)]
    public async Task A_search_comes_in_pages_also_within_one_millisecond()
    {
        var group = await logs.NewGroupAsync("s");
        var now = LogsClient.Now;
        await logs.PutAsync(group, "s", [.. Enumerable.Range(0, 5).Select(i => (now, $"{i}"))]);

        var messages = new List<string>();
        JsonNode? token = null;
        do
        {
            var request = new JsonObject { ["logGroupName"] = group, ["limit"] = 2, ["nextToken"] = token?.DeepClone() };
            var page = await logs.CallAsync("FilterLogEvents", request.ToJsonString());
            messages.AddRange(LogsClient.Messages(page));
            token = page["nextToken"];
        }
        while (token is not null);

        Assert.Equal(["0", "1", "2", "3", "4"], messages);
    }

    [Fact]
    [Parity("logs:GetLogEvents", Evidence.Documented, GetApi)]
    [Parity("logs:PutLogEvents", Evidence.Recorded, Events)]
    public async Task A_stream_is_read_forward_and_backward_with_tokens()
    {
        var group = await logs.NewGroupAsync("s");
        var now = LogsClient.Now;
        await logs.PutAsync(group, "s", [.. Enumerable.Range(0, 5).Select(i => (now + i, $"{i}"))]);

        var tail = await GetAsync(group, ",\"limit\":2");
        var before = await GetAsync(group, $",\"limit\":2,\"nextToken\":\"{tail["nextBackwardToken"]}\"");
        var head = await GetAsync(group, ",\"limit\":2,\"startFromHead\":true");
        var after = await GetAsync(group, $",\"limit\":9,\"nextToken\":\"{head["nextForwardToken"]}\"");
        var end = await GetAsync(group, $",\"nextToken\":\"{after["nextForwardToken"]}\"");

        Assert.Equal(["3", "4"], LogsClient.Messages(tail));
        Assert.Equal(["1", "2"], LogsClient.Messages(before));
        Assert.Equal(["0", "1"], LogsClient.Messages(head));
        Assert.Equal(["2", "3", "4"], LogsClient.Messages(after));
        Assert.Empty(LogsClient.Messages(end));
        Assert.Equal($"{after["nextForwardToken"]}", $"{end["nextForwardToken"]}");
    }

    [Fact]
    [Parity("logs:GetLogEvents", Evidence.Documented, GetApi)]
    public async Task A_page_of_a_stream_holds_a_megabyte()
    {
        var group = await logs.NewGroupAsync("s");
        var now = LogsClient.Now;
        for (var i = 0; i < 5; i++) await logs.PutAsync(group, "s", (now + i, $"{i}{new string('x', 349_000)}"));

        var tail = await GetAsync(group, "");
        var before = await GetAsync(group, $",\"nextToken\":\"{tail["nextBackwardToken"]}\"");
        var head = await GetAsync(group, ",\"startFromHead\":true");
        var after = await GetAsync(group, $",\"nextToken\":\"{head["nextForwardToken"]}\"");

        Assert.Equal("234 01 012 34", string.Join(' ', new[] { tail, before, head, after }.Select(p => string.Concat(LogsClient.Messages(p).Select(m => m[0])))));
    }

    /// <summary>Pattern, and how many match of texts that were cut within a character, as <c>JSON.stringify</c> writes them.</summary>
    [Theory]
    [InlineData("{ $.text = \"*\" }", 1)]
    [InlineData("{ $.text != \"x\" }", 1)]
    [InlineData("{ $.level = \"low\" }", 3)]
    [InlineData("{ $.other NOT EXISTS }", 3)]
    [InlineData("low", 3)]
    public async Task A_text_that_is_half_a_character_does_not_stand_in_the_way(string pattern, int matches)
    {
        var group = await logs.NewGroupAsync("s");
        var now = LogsClient.Now;
        await logs.PutAsync(
            group, "s", (now, """{"text":"whole","level":"low"}"""), (now, """{"text":"cut \ud83d","level":"low"}"""), (now, """{"level":"low","\ud83d":"name"}"""));

        var found = await logs.CallAsync("FilterLogEvents", new JsonObject { ["logGroupName"] = group, ["filterPattern"] = pattern }.ToJsonString());

        Assert.Equal((pattern, matches), (pattern, LogsClient.Messages(found).Count()));
    }

    /// <summary>Why, operation, members beside the names of group and stream, message.</summary>
    public static TheoryData<string, string, string, string> Refusals => new()
    {
        { "token of nobody", "GetLogEvents", ",\"nextToken\":\"nonsense\"", "The specified nextToken is invalid." },
        { "forward token of nobody", "GetLogEvents", ",\"nextToken\":\"f/12\"", "The specified nextToken is invalid." },
        { "limit too high", "GetLogEvents", ",\"limit\":10001", "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000" },
        { "events that go back in time", "PutLogEvents", ",\"logEvents\":" + LogsClient.Events((2000, "a"), (1000, "b")), "Log events in a single PutLogEvents request must be in chronological order." },
        { "events of two days", "PutLogEvents", ",\"logEvents\":" + LogsClient.Events((1000, "a"), (86_401_001, "b")), "The batch of log events in a single PutLogEvents request cannot span more than 24 hours." },
        { "event without text", "PutLogEvents", ",\"logEvents\":" + LogsClient.Events((1000, "a"), (2000, "")), "1 validation error detected: Value '' at 'logEvents.2.member.message' failed to satisfy constraint: Member must have length greater than or equal to 1" },
        { "empty list of events", "PutLogEvents", ",\"logEvents\":[]", "1 validation error detected: Value '[]' at 'logEvents' failed to satisfy constraint: Member must have length greater than or equal to 1" },
        { "no events", "PutLogEvents", "", "1 validation error detected: Value null at 'logEvents' failed to satisfy constraint: Member must not be null" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    [Parity("logs:PutLogEvents", Evidence.Recorded, Events)]
    [Parity("logs:GetLogEvents", Evidence.Recorded, Events)]
    public async Task Events_that_cannot_be_put_or_read_are_refused(string why, string operation, string members, string message)
    {
        var group = await logs.NewGroupAsync("s");

        var answer = await logs.SendAsync(operation, LogsClient.Stream(group, "s", members));

        Assert.Equal((why, 400, message), (why, answer.Status, $"{JsonNode.Parse(answer.Body)?["message"]}"));
    }

    [Fact]
    [Parity("logs:PutLogEvents", Evidence.Recorded, Events)]
    public async Task Events_too_old_and_too_new_are_left_out_and_named()
    {
        var group = await logs.NewGroupAsync("s");
        var now = LogsClient.Now;
        const long Hour = 60 * 60 * 1000;

        var old = await logs.PutAsync(group, "s", (now - (337 * Hour), "too old"), (now - (330 * Hour), "taken"));
        var early = await logs.PutAsync(group, "s", (now, "taken too"), (now + (3 * Hour), "too new"));
        var events = await GetAsync(group, ",\"startFromHead\":true");

        Assert.Equal("""{"tooOldLogEventEndIndex":1}""", old["rejectedLogEventsInfo"]?.ToJsonString());
        Assert.Equal("""{"tooNewLogEventStartIndex":1}""", early["rejectedLogEventsInfo"]?.ToJsonString());
        Assert.Equal(["taken", "taken too"], LogsClient.Messages(events));
    }

    private Task<JsonNode> GetAsync(string group, string members) => logs.CallAsync("GetLogEvents", LogsClient.Stream(group, "s", members));
}
