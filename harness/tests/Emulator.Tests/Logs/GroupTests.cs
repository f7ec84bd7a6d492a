using System.Text.Json.Nodes;

namespace TaskTracker.Emulation.Tests.Logs;

public sealed class GroupTests(LogsClient logs) : IClassFixture<LogsClient>
{
    private const string Groups = "logs/test_logs_groups";
    private const string Streams = "logs/test_logs_streams";
    private const string Api = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/";

    [Fact]
    [Parity("logs:CreateLogGroup", Evidence.Recorded, Groups)]
    [Parity("logs:DescribeLogGroups", Evidence.Recorded, Groups)]
    public async Task A_group_shows_what_AWS_shows()
    {
        await logs.CallAsync("CreateLogGroup", """{"logGroupName":"/shown/a"}""");

        var group = (await logs.CallAsync("DescribeLogGroups", """{"logGroupNamePrefix":"/shown"}"""))["logGroups"]?[0]?.AsObject() ?? [];

        group.Remove("creationTime");
        Assert.Equal(
            """{"logGroupName":"/shown/a","metricFilterCount":0,"arn":"arn:aws:logs:us-east-1:000000000000:log-group:/shown/a:*","storedBytes":0,"logGroupClass":"STANDARD","logGroupArn":"arn:aws:logs:us-east-1:000000000000:log-group:/shown/a","deletionProtectionEnabled":false}""",
            group.ToJsonString());
    }

    [Fact]
    [Parity("logs:DescribeLogGroups", Evidence.Documented, Api + "API_DescribeLogGroups.html")]
    public async Task Groups_are_found_by_pattern_and_come_in_pages()
    {
        foreach (var name in new[] { "/paged/one", "/paged/two", "/paged/three" }) await logs.CallAsync("CreateLogGroup", $$"""{"logGroupName":"{{name}}"}""");

        var first = await logs.CallAsync("DescribeLogGroups", """{"logGroupNamePattern":"PAGED","limit":2}""");
        var second = await logs.CallAsync("DescribeLogGroups", $$"""{"logGroupNamePattern":"PAGED","limit":2,"nextToken":"{{first["nextToken"]}}"}""");

        Assert.Equal(["/paged/one", "/paged/three"], Names(first));
        Assert.Equal(["/paged/two"], Names(second));
        Assert.Null(second["nextToken"]);
    }

    /// <summary>Why, operation, body, error, message.</summary>
    public static TheoryData<string, string, string, string, string> Refusals => new()
    {
        { "group that is there", "CreateLogGroup", """{"logGroupName":"taken"}""", "ResourceAlreadyExistsException", "The specified log group already exists" },
        { "stream that is there", "CreateLogStream", LogsClient.Stream("taken", "s"), "ResourceAlreadyExistsException", "The specified log stream already exists" },
        { "no such group", "DeleteLogGroup", """{"logGroupName":"none"}""", "ResourceNotFoundException", "The specified log group does not exist." },
        { "stream of no group", "CreateLogStream", LogsClient.Stream("none", "s"), "ResourceNotFoundException", "The specified log group does not exist." },
        { "no such stream", "DeleteLogStream", LogsClient.Stream("taken", "none"), "ResourceNotFoundException", "The specified log stream does not exist." },
        { "events of no stream", "GetLogEvents", LogsClient.Stream("taken", "none"), "ResourceNotFoundException", "The specified log stream does not exist." },
        { "streams of no group", "DescribeLogStreams", """{"logGroupName":"none"}""", "ResourceNotFoundException", "The specified log group does not exist." },
        {
            "prefix and pattern", "DescribeLogGroups", """{"logGroupNamePrefix":"a","logGroupNamePattern":"b"}""", "InvalidParameterException",
            "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."
        },
        {
            "name with a blank", "CreateLogGroup", """{"logGroupName":"a b"}""", "InvalidParameterException",
            @"1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+"
        },
        {
            "class that there is not", "CreateLogGroup", """{"logGroupName":"","logGroupClass":"CHEAP"}""", "InvalidParameterException",
            "3 validation errors detected: Value '' at 'logGroupName' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'logGroupName' failed to satisfy constraint: "
            + @"Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+; Value 'CHEAP' at 'logGroupClass' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, INFREQUENT_ACCESS, DELIVERY]"
        },
        { "key", "CreateLogGroup", """{"logGroupName":"a","kmsKeyId":"k"}""", "InvalidParameterException", "kmsKeyId is not supported here." },
        { "other class", "CreateLogGroup", """{"logGroupName":"a","logGroupClass":"INFREQUENT_ACCESS"}""", "InvalidParameterException", "logGroupClass INFREQUENT_ACCESS is not supported here." },
        { "order and prefix", "DescribeLogStreams", """{"logGroupName":"taken","orderBy":"LastEventTime","logStreamNamePrefix":"s"}""", "InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix." },
        {
            "retention that is not offered", "PutRetentionPolicy", """{"logGroupName":"taken","retentionInDays":2}""", "InvalidParameterException",
            "1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]"
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    [Parity("logs:CreateLogGroup", Evidence.Recorded, Groups + "; what is not supported is ours")]
    [Parity("logs:CreateLogStream", Evidence.Recorded, Streams)]
    [Parity("logs:DescribeLogStreams", Evidence.Recorded, Streams)]
    public async Task A_request_that_cannot_be_met_is_refused(string why, string operation, string body, string error, string message)
    {
        await logs.SendAsync("CreateLogGroup", """{"logGroupName":"taken"}""");
        await logs.SendAsync("CreateLogStream", LogsClient.Stream("taken", "s"));

        var answer = await logs.SendAsync(operation, body);

        var problem = JsonNode.Parse(answer.Body);
        Assert.Equal((why, 400, error, message), (why, answer.Status, $"{problem?["__type"]}", $"{problem?["message"]}"));
    }

    [Fact]
    [Parity("logs:CreateLogStream", Evidence.Recorded, Streams)]
    [Parity("logs:DescribeLogStreams", Evidence.Recorded, Streams)]
    public async Task A_stream_shows_the_times_of_its_events_once_it_has_some()
    {
        var group = await logs.NewGroupAsync("s");
        var empty = (await logs.CallAsync("DescribeLogStreams", $$"""{"logGroupName":"{{group}}"}"""))["logStreams"]?[0]?.AsObject() ?? [];
        var now = LogsClient.Now;

        await logs.PutAsync(group, "s", (now - 5000, "a"), (now, "b"));
        var written = (await logs.CallAsync("DescribeLogStreams", $$"""{"logGroupName":"{{group}}"}"""))["logStreams"]?[0];

        Assert.Equal(["logStreamName", "creationTime", "arn", "storedBytes"], empty.Select(m => m.Key));
        Assert.Equal($"arn:aws:logs:us-east-1:000000000000:log-group:{group}:log-stream:s", $"{empty["arn"]}");
        Assert.Equal((now - 5000, now), ((long?)written?["firstEventTimestamp"], (long?)written?["lastEventTimestamp"]));
    }

    [Fact]
    [Parity("logs:DescribeLogStreams", Evidence.Documented, Api + "API_DescribeLogStreams.html")]
    public async Task Streams_are_ordered_by_name_or_by_their_last_event()
    {
        var group = await logs.NewGroupAsync("a", "b", "c");
        await logs.PutAsync(group, "b", (LogsClient.Now, "newest"));
        await logs.PutAsync(group, "c", (LogsClient.Now - 5000, "older"));

        var byTime = await logs.CallAsync("DescribeLogStreams", $$"""{"logGroupName":"{{group}}","orderBy":"LastEventTime","descending":true}""");
        var first = await logs.CallAsync("DescribeLogStreams", $$"""{"logGroupName":"{{group}}","limit":2}""");
        var second = await logs.CallAsync("DescribeLogStreams", $$"""{"logGroupName":"{{group}}","limit":2,"nextToken":"{{first["nextToken"]}}"}""");

        Assert.Equal(["b", "c", "a"], Names(byTime));
        Assert.Equal(["a", "b", "c"], Names(first).Concat(Names(second)));
    }

    [Fact]
    [Parity("logs:DeleteLogGroup", Evidence.Recorded, Groups)]
    [Parity("logs:DeleteLogStream", Evidence.Recorded, Streams)]
    public async Task What_is_deleted_is_gone_with_what_it_held()
    {
        var group = await logs.NewGroupAsync("a", "b");

        await logs.CallAsync("DeleteLogStream", LogsClient.Stream(group, "a"));
        var streams = await logs.CallAsync("DescribeLogStreams", $$"""{"logGroupName":"{{group}}"}""");
        await logs.CallAsync("DeleteLogGroup", $$"""{"logGroupName":"{{group}}"}""");
        var gone = await logs.SendAsync("DescribeLogStreams", $$"""{"logGroupName":"{{group}}"}""");

        Assert.Equal(["b"], Names(streams));
        Assert.Equal(400, gone.Status);
    }

    [Fact]
    [Parity("logs:TagResource", Evidence.Documented, Api + "API_TagResource.html")]
    [Parity("logs:UntagResource", Evidence.Documented, Api + "API_UntagResource.html")]
    [Parity("logs:ListTagsForResource", Evidence.Documented, Api + "API_ListTagsForResource.html")]
    public async Task Tags_come_and_go()
    {
        await logs.CallAsync("CreateLogGroup", """{"logGroupName":"tagged","tags":{"a":"1"}}""");
        const string Arn = "arn:aws:logs:us-east-1:000000000000:log-group:tagged";

        await logs.CallAsync("TagResource", $$$"""{"resourceArn":"{{{Arn}}}","tags":{"b":"2","c":"3"}}""");
        await logs.CallAsync("UntagResource", $$"""{"resourceArn":"{{Arn}}","tagKeys":["a","c"]}""");
        var tags = await logs.CallAsync("ListTagsForResource", $$"""{"resourceArn":"{{Arn}}"}""");

        Assert.Equal("""{"tags":{"b":"2"}}""", tags.ToJsonString());
    }

    private static IEnumerable<string> Names(JsonNode answer) =>
        (answer["logGroups"] ?? answer["logStreams"])?.AsArray().Select(i => $"{i?["logGroupName"] ?? i?["logStreamName"]}") ?? [];
}
