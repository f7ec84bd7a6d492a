using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskTracker.Emulation.Protocols.SigV4;
using TaskTracker.Emulation.Tests.CloudFormation;
using TaskTracker.Emulation.Tests.Lambda;

namespace TaskTracker.Emulation.Tests.Journal;

/// <summary>What each service answers after a restart is what it answered before.</summary>
public sealed partial class ServiceRestartTests(FunctionPackage package) : IDisposable
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*","Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private const string May = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:*","iam:*"],"Resource":"*"}]}""";
    private const string Role = "arn:aws:iam::000000000000:role/kept";

    private readonly DataFolder _data = new();

    [Fact]
    public async Task Roles_and_their_policies() => await SameAsync(CreateRoleAsync, http => [
        Iam(http, "GetRole", ("RoleName", "kept")), Iam(http, "GetRolePolicy", ("RoleName", "kept"), ("PolicyName", "may"))]);

    [Fact]
    public async Task Sessions_of_roles_can_still_sign()
    {
        AwsCredentials? session = null;
        await _data.RunAsync(async http =>
        {
            await CreateRoleAsync(http);
            var answer = await http.QueryAsync("sts", "2011-06-15", "AssumeRole", ("RoleArn", Role), ("RoleSessionName", "s-1"));
            session = new AwsCredentials(
                Element(answer.Body, "AccessKeyId"), Element(answer.Body, "SecretAccessKey"), Element(answer.Body, "SessionToken"));
        });

        await using var emulator = await _data.StartAsync();
        using var http = new SignedHttp(emulator.Endpoint, session);
        var asked = await http.QueryAsync("iam", "2010-05-08", "GetRole", ("RoleName", "kept"));

        Assert.True(asked.Status == 200, asked.Body);
    }

    [Fact]
    public async Task Buckets_objects_and_uploads_under_way()
    {
        await SameAsync(
            async http =>
            {
                await S3(http, "PUT", "/kept-bucket");
                await S3(http, "PUT", "/kept-bucket?website", "<WebsiteConfiguration><IndexDocument><Suffix>i.html</Suffix></IndexDocument></WebsiteConfiguration>");
                await S3(http, "PUT", "/kept-bucket?tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>");
                await http.SendAsync("s3", "PUT", "/kept-bucket/a%20key%C3%A9", "content", ("x-amz-meta-note", "n"), ("Content-Type", "text/x"));
                await S3(http, "PUT", "/kept-bucket/gone", "content");
                await S3(http, "DELETE", "/kept-bucket/gone");
                await S3(http, "PUT", "/kept-bucket/empty");
                var begun = Element(await S3(http, "POST", "/kept-bucket/parts?uploads"), "UploadId");
                await S3(http, "PUT", $"/kept-bucket/parts?uploadId={begun}&partNumber=2", "part two");
            },
            http => [
                S3(http, "GET", "/kept-bucket?website"), S3(http, "GET", "/kept-bucket?tagging"), S3(http, "GET", "/kept-bucket?list-type=2"),
                S3(http, "GET", "/kept-bucket/a%20key%C3%A9"), HeadersAsync(http, "/kept-bucket/a%20key%C3%A9"), S3(http, "GET", "/kept-bucket?uploads"),
                PartsAsync(http)]);
    }

    [Fact]
    public async Task Alarms_their_history_dashboards_and_topics() => await SameAsync(
        async http =>
        {
            const string Topic = "arn:aws:sns:us-east-1:000000000000:kept";
            await Sns(http, "CreateTopic", ("Name", "kept"), ("Attributes.entry.1.key", "DisplayName"), ("Attributes.entry.1.value", "d"), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"));
            await Sns(http, "CreateTopic", ("Name", "gone"));
            foreach (var name in (string[])["kept", "gone"]) await Sns(http, "Subscribe", ("TopicArn", $"arn:aws:sns:us-east-1:000000000000:{name}"), ("Protocol", "sms"), ("Endpoint", "+15550100"));
            await Sns(http, "DeleteTopic", ("TopicArn", "arn:aws:sns:us-east-1:000000000000:gone"));
            foreach (var name in (string[])["kept", "gone"])
            {
                await CloudWatch(http, "PutMetricAlarm", $$"""{"AlarmName":"{{name}}","Namespace":"n","MetricName":"m","ExtendedStatistic":"p99","Period":60,"EvaluationPeriods":3,"DatapointsToAlarm":2,"Threshold":1.5,"ComparisonOperator":"LessThanThreshold","TreatMissingData":"ignore","AlarmActions":["{{Topic}}"]}""");
                await CloudWatch(http, "SetAlarmState", $$"""{"AlarmName":"{{name}}","StateValue":"ALARM","StateReason":"r"}""");
                await CloudWatch(http, "PutDashboard", $$"""{"DashboardName":"{{name}}","DashboardBody":"{\"widgets\":[]}"}""");
            }

            await CloudWatch(http, "DeleteAlarms", """{"AlarmNames":["gone"]}""");
            await CloudWatch(http, "DeleteDashboards", """{"DashboardNames":["gone"]}""");
        },
        http => [
            CloudWatch(http, "DescribeAlarms", "{}"), CloudWatch(http, "DescribeAlarmHistory", "{}"), CloudWatch(http, "ListDashboards", "{}"),
            CloudWatch(http, "GetDashboard", """{"DashboardName":"kept"}"""), Sns(http, "ListTopics"), Sns(http, "ListSubscriptions"),
            Sns(http, "GetTopicAttributes", ("TopicArn", "arn:aws:sns:us-east-1:000000000000:kept")), Sns(http, "ListTagsForResource", ("ResourceArn", "arn:aws:sns:us-east-1:000000000000:kept"))]);

    [Fact]
    public async Task Log_groups_streams_and_events()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await SameAsync(
            async http =>
            {
                await Logs(http, "CreateLogGroup", """{"logGroupName":"kept","tags":{"a":"1"}}""");
                await Logs(http, "PutRetentionPolicy", """{"logGroupName":"kept","retentionInDays":7}""");
                foreach (var stream in (string[])["one", "two", "gone"])
                {
                    await Logs(http, "CreateLogStream", $$"""{"logGroupName":"kept","logStreamName":"{{stream}}"}""");
                    await Logs(http, "PutLogEvents", $$"""{"logGroupName":"kept","logStreamName":"{{stream}}","logEvents":[{"timestamp":{{now}},"message":"in {{stream}}"}]}""");
                }

                await Logs(http, "DeleteLogStream", """{"logGroupName":"kept","logStreamName":"gone"}""");
                foreach (var filter in (string[])["kept", "gone"])
                {
                    await Logs(http, "PutMetricFilter", $$$"""{"logGroupName":"kept","filterName":"{{{filter}}}","filterPattern":"[a = %x%, b]","metricTransformations":[{"metricName":"m","metricNamespace":"n","metricValue":"$b","dimensions":{"A":"$a"}}]}""");
                }

                await Logs(http, "DeleteMetricFilter", """{"logGroupName":"kept","filterName":"gone"}""");
            },
            http => [
                Logs(http, "DescribeLogGroups", "{}"), Logs(http, "DescribeMetricFilters", "{}"), Logs(http, "DescribeLogStreams", """{"logGroupName":"kept"}"""),
                Logs(http, "FilterLogEvents", """{"logGroupName":"kept"}""")]);
    }

    [Fact]
    public async Task Functions_with_their_code_and_what_they_wrote()
    {
        await _data.RunAsync(async http =>
        {
            await CreateRoleAsync(http);
            var created = await Lambda(http, "POST", "", $$$"""
                {"FunctionName":"kept","Runtime":"provided.al2023","Handler":"echo","Role":"{{{Role}}}","Timeout":60,"Code":{"ZipFile":"{{{package.Base64()}}}"},
                 "Environment":{"Variables":{"BB":"1","aa":"2"} } }
                """);
            Assert.Contains("\"FunctionName\":\"kept\"", created, StringComparison.Ordinal);
            await Lambda(http, "POST", "/kept/policy", """{"StatementId":"s","Action":"lambda:InvokeFunction","Principal":"apigateway.amazonaws.com"}""");
            await Lambda(http, "POST", "/kept/invocations", """{"x":1}""");
        });

        await SameAsync(_ => Task.CompletedTask, http => [Lambda(http, "GET", "/kept/configuration"), Lambda(http, "GET", "/kept/policy")]);
        await _data.RunAsync(async http =>
        {
            var log = await Logs(http, "FilterLogEvents", """{"logGroupName":"/aws/lambda/kept","filterPattern":"REPORT"}""");
            var answer = await Lambda(http, "POST", "/kept/invocations", """{"x":1}""");

            Assert.Contains("REPORT RequestId", log, StringComparison.Ordinal);
            Assert.DoesNotContain("errorMessage", answer, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Mappings_of_streams_go_on_where_they_were()
    {
        await _data.RunAsync(async http =>
        {
            await CreateRoleAsync(http);
            await http.QueryAsync("iam", "2010-05-08", "PutRolePolicy", ("RoleName", "kept"), ("PolicyName", "read"), ("PolicyDocument", May.Replace("iam:*", "dynamodb:*", StringComparison.Ordinal)));
            await Lambda(http, "POST", "", $$$"""
                {"FunctionName":"kept","Runtime":"provided.al2023","Handler":"stream","Role":"{{{Role}}}","Timeout":60,"Code":{"ZipFile":"{{{package.Base64()}}}"} }
                """);
            var table = await BodyAsync(http.JsonAsync("dynamodb", "DynamoDB_20120810.CreateTable", """
                {"TableName":"kept","KeySchema":[{"AttributeName":"Id","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"Id","AttributeType":"S"}],
                 "BillingMode":"PAY_PER_REQUEST","StreamSpecification":{"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"} }
                """));
            var made = await http.SendAsync("lambda", "POST", "/2015-03-31/event-source-mappings", $$"""{"FunctionName":"kept","StartingPosition":"LATEST","EventSourceArn":"{{JsonNode.Parse(table)?["TableDescription"]?["LatestStreamArn"]}}"}""");
            Assert.True(made.Status == 202, made.Body);
            await PutAndSeeAsync(http, "first", 1);
        });

        await _data.RunAsync(http => PutAndSeeAsync(http, "second", 2));
    }

    [Fact]
    public async Task Stacks_with_their_events_and_APIs() => await SameAsync(
        async http =>
        {
            await Stacks(http, "CreateStack", ("StackName", "kept"), ("TemplateBody", StackTests.Roles("R", "Description: x")), ("Capabilities.member.1", "CAPABILITY_IAM"));
            await http.SendAsync("apigateway", "POST", "/v2/apis", """{"name":"kept","protocolType":"HTTP","corsConfiguration":{"allowOrigins":["*"]}}""");
            await http.SendAsync("apigateway", "POST", "/restapis?mode=import", RestApi);
            var deployed = await http.SendAsync("apigateway", "POST", await PathAsync(http) + "/deployments", """{"stageName":"prod","variables":{"b":"1","a":"2"}}""");
            Assert.Equal(201, deployed.Status);
        },
        http => [
            Stacks(http, "DescribeStacks", ("StackName", "kept")), Stacks(http, "DescribeStackEvents", ("StackName", "kept")),
            Stacks(http, "DescribeStackResources", ("StackName", "kept")), BodyAsync(http.SendAsync("apigateway", "GET", "/v2/apis")),
            RestAsync(http, ""), RestAsync(http, "/resources?embed=methods"), RestAsync(http, "/stages"), RestAsync(http, "/deployments"), RestAsync(http, "/gatewayresponses")]);

    [Fact]
    public async Task The_clock_stays_ahead()
    {
        await _data.RunAsync(async http =>
            Assert.Equal(200, (await http.SendAsync("none", "POST", "/_tasktracker/clock", """{"advance":"P30D"}""", ("Content-Type", "application/json"))).Status));

        await _data.RunAsync(async http =>
        {
            var now = JsonNode.Parse((await http.SendAsync("none", "GET", "/_tasktracker/clock")).Body)?["now"]?.GetValue<DateTimeOffset>();

            Assert.True(now > TimeProvider.System.GetUtcNow().AddDays(29), $"It is {now}.");
        });
    }

    public void Dispose() => _data.Dispose();

    private const string RestApi = """
        {"openapi":"3.0.1","info":{"title":"kept"},"x-amazon-apigateway-gateway-responses":{"DEFAULT_4XX":{"statusCode":"418"}},"x-amazon-apigateway-binary-media-types":["a/b"],
         "paths":{"/x/{y}":{"parameters":[{"in":"path","name":"y","required":true}],"get":{"responses":{"200":{"description":"d","headers":{"h":{}}}},
           "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"},
             "responses":{"default":{"statusCode":"200","responseParameters":{"method.response.header.h":"'v'"} } } } } } } }
        """;

    /// <summary>Of the one REST API that there is.</summary>
    private static async Task<string> PathAsync(SignedHttp http) =>
        $"/restapis/{JsonNode.Parse((await http.SendAsync("apigateway", "GET", "/restapis")).Body)?["item"]?[0]?["id"]}";

    private static async Task<string> RestAsync(SignedHttp http, string rest) => (await http.SendAsync("apigateway", "GET", await PathAsync(http) + rest)).Body;

    private async Task SameAsync(Func<SignedHttp, Task> change, Func<SignedHttp, Task<string>[]> look)
    {
        string[] before = [];
        await _data.RunAsync(async http =>
        {
            await change(http);
            before = await Task.WhenAll(look(http));
        });

        string[] after = [];
        await _data.RunAsync(async http => after = await Task.WhenAll(look(http)));

        Assert.All(before, answer => Assert.False(answer.Contains("<Error>", StringComparison.Ordinal) || answer.Contains("\"__type\"", StringComparison.Ordinal), answer));
        Assert.Equal(before.Select(Normal), after.Select(Normal));
    }

    /// <summary>Without what differs from answer to answer.</summary>
    private static string Normal(string answer) => RequestIds().Replace(answer, "");

    private static async Task CreateRoleAsync(SignedHttp http)
    {
        await Iam(http, "CreateRole", ("RoleName", "kept"), ("AssumeRolePolicyDocument", Trust), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"));
        await Iam(http, "PutRolePolicy", ("RoleName", "kept"), ("PolicyName", "may"), ("PolicyDocument", May));
    }

    private static async Task<string> PartsAsync(SignedHttp http)
    {
        var id = Element(await S3(http, "GET", "/kept-bucket?uploads"), "UploadId");
        return await S3(http, "GET", $"/kept-bucket/parts?uploadId={id}");
    }

    private static async Task<string> HeadersAsync(SignedHttp http, string path)
    {
        var answer = await http.SendAsync("s3", "GET", path);
        return string.Join('\n', answer.Headers.Where(h => h.Key is "ETag" or "Last-Modified" or "Content-Type" or "x-amz-meta-note").OrderBy(h => h.Key));
    }

    private static Task<string> S3(SignedHttp http, string method, string path, string body = "") => BodyAsync(http.SendAsync("s3", method, path, body));

    private static Task<string> CloudWatch(SignedHttp http, string operation, string body) =>
        BodyAsync(http.JsonAsync("monitoring", "GraniteServiceVersion20100801." + operation, body));

    private static Task<string> Sns(SignedHttp http, string action, params (string, string)[] form) => BodyAsync(http.QueryAsync("sns", "2010-03-31", action, form));

    private static Task<string> Logs(SignedHttp http, string operation, string body) => BodyAsync(http.JsonAsync("logs", "Logs_20140328." + operation, body, "1.1"));

    private static Task<string> Lambda(SignedHttp http, string method, string path, string body = "") =>
        BodyAsync(http.SendAsync("lambda", method, "/2015-03-31/functions" + path, body));

    /// <summary>Puts an item, and waits until the function has got so many events in all.</summary>
    private static async Task PutAndSeeAsync(SignedHttp http, string id, int events)
    {
        await http.JsonAsync("dynamodb", "DynamoDB_20120810.PutItem", $$$$"""{"TableName":"kept","Item":{"Id":{"S":"{{{{id}}}}"}}}""");
        var seen = "";
        while (Regex.Count(seen, "EVENT") < events)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            seen = await Logs(http, "FilterLogEvents", """{"logGroupName":"/aws/lambda/kept","filterPattern":"EVENT"}""");
        }

        Assert.Equal(events, Regex.Count(seen, "EVENT"));
    }

    private static Task<string> Iam(SignedHttp http, string action, params (string, string)[] form) => BodyAsync(http.QueryAsync("iam", "2010-05-08", action, form));

    private static Task<string> Stacks(SignedHttp http, string action, params (string, string)[] form) =>
        BodyAsync(http.QueryAsync("cloudformation", "2010-05-15", action, form));

    private static async Task<string> BodyAsync(Task<HttpAnswer> answer) => (await answer).Body;

    private static string Element(string xml, string name) => Regex.Match(xml, $"<{name}>([^<]+)</{name}>").Groups[1].Value;

    [GeneratedRegex("<ResponseMetadata>.*?</ResponseMetadata>|localhost:[0-9]+", RegexOptions.Singleline)]
    private static partial Regex RequestIds();
}
