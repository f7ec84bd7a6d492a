using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace TaskTracker.Emulation.Tests.CloudFormation;

/// <summary>Each type of resource: made, changed where it is, and gone with its stack.</summary>
public sealed class ResourceTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>, IDisposable
{
    private const string Types = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/";

    private readonly StackClient _stacks = new(emulator.Endpoint);
    private readonly SignedHttp _http = new(emulator.Endpoint);

    [Fact]
    [Parity("cloudformation/AWS::DynamoDB::Table", Evidence.Documented, Types + "aws-resource-dynamodb-table.html")]
    public async Task A_table()
    {
        var template = StackClient.Template("table");
        await DeployAsync("table", template, "CREATE", ("Protected", "false"), ("team", "blue"));
        var made = await TableAsync();
        var madeTags = await TagsAsync(made);
        var outputs = await OutputsAsync("table");
        await DeployAsync("table", template, "UPDATE", ("Protected", "true"), ("team", "red"));
        var changed = await TableAsync();
        var changedTags = await TagsAsync(made);
        var refused = await DeleteAsync("table");
        await _http.JsonAsync("dynamodb", "DynamoDB_20120810.UpdateTable", """{"TableName":"cfn-table","DeletionProtectionEnabled":false}""");
        var deleted = await DeleteAsync("table");

        Assert.Equal("""[{"Key":"own","Value":"false"},{"Key":"team","Value":"blue"}]""", madeTags);
        Assert.Equal("""[{"Key":"own","Value":"true"},{"Key":"team","Value":"red"}]""", changedTags);
        Assert.Equal(["arn:aws:dynamodb:us-east-1:000000000000:table/cfn-table", "cfn-table"], outputs);
        Assert.Equal((false, true), ((bool?)made["DeletionProtectionEnabled"], (bool?)changed["DeletionProtectionEnabled"]));
        Assert.Equal(made["TableId"]?.ToString(), changed["TableId"]?.ToString());
        Assert.Equal("DELETE_FAILED The following resource(s) failed to delete: [T].", refused);
        Assert.Equal("DELETE_COMPLETE", deleted);
    }

    [Fact]
    [Parity("cloudformation/AWS::DynamoDB::Table", Evidence.Documented, Types + "aws-resource-dynamodb-table.html")]
    public async Task A_table_with_indexes_a_stream_and_an_end_of_its_items()
    {
        var template = StackClient.Template("table-with-indexes");
        await DeployAsync("indexed", template, "CREATE", ("More", "no"));
        var made = await TableAsync("cfn-indexed");
        var outputs = await OutputsAsync("indexed");
        await DeployAsync("indexed", template, "UPDATE", ("More", "yes"));
        var changed = await TableAsync("cfn-indexed");
        var ends = await _http.JsonAsync("dynamodb", "DynamoDB_20120810.DescribeTimeToLive", """{"TableName":"cfn-indexed"}""");
        await DeployAsync("indexed", template, "UPDATE", ("More", "no"));
        var again = await TableAsync("cfn-indexed");

        Assert.Equal(made["LatestStreamArn"]?.ToString(), outputs[0]);
        Assert.Equal(["by-group", "by-group,by-owner", "by-group"], new[] { made, changed, again }.Select(Indexes));
        Assert.Equal(made["TableId"]?.ToString(), again["TableId"]?.ToString());
        Assert.Equal("""{"TimeToLiveDescription":{"TimeToLiveStatus":"ENABLED","AttributeName":"Until"}}""", ends.Body);
    }

    [Fact]
    [Parity("cloudformation/AWS::DynamoDB::Table", Evidence.Documented, Types + "aws-properties-dynamodb-table-globalsecondaryindex.html")]
    public async Task What_a_table_and_its_index_provide_changes_at_once_and_the_index_stays()
    {
        static string Throughput(int units) => $"ProvisionedThroughput: {{ ReadCapacityUnits: {units}, WriteCapacityUnits: {units} }}";
        static string Template(string ofTable, string ofIndex) => $$"""
            Resources:
              T:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: cfn-provided
                  AttributeDefinitions: [{ AttributeName: Id, AttributeType: S }, { AttributeName: Group, AttributeType: S }]
                  KeySchema: [{ AttributeName: Id, KeyType: HASH }]
                  {{ofTable}}
                  GlobalSecondaryIndexes:
                    - { IndexName: by-group, KeySchema: [{ AttributeName: Group, KeyType: HASH }], Projection: { ProjectionType: ALL }{{ofIndex}} }

            """;
        var onDemand = Template("BillingMode: PAY_PER_REQUEST", "");
        await _stacks.DeployAsync("provided", onDemand);

        var seen = new List<string>();
        foreach (var template in new[] { Template(Throughput(2), ", " + Throughput(3)), Template(Throughput(2), ", " + Throughput(4)), onDemand })
        {
            var status = await _stacks.DeployAsync("provided", template, "UPDATE");
            var table = await TableAsync("cfn-provided");
            seen.Add($"{status} {table["ProvisionedThroughput"]?["ReadCapacityUnits"]} {table["GlobalSecondaryIndexes"]?[0]?["ProvisionedThroughput"]?["ReadCapacityUnits"]}");
        }

        Assert.Equal(["UPDATE_COMPLETE 2 3", "UPDATE_COMPLETE 2 4", "UPDATE_COMPLETE 0 0"], seen);
    }

    [Fact]
    [Parity("cloudformation/AWS::DynamoDB::Table", Evidence.Documented, Types + "aws-properties-dynamodb-table-timetolivespecification.html")]
    public async Task The_end_of_a_tables_items_is_switched_where_it_differs_from_what_the_table_has()
    {
        static string Template(string ends) => "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: cfn-ending\n      BillingMode: PAY_PER_REQUEST\n"
            + "      AttributeDefinitions: [{ AttributeName: Id, AttributeType: S }]\n      KeySchema: [{ AttributeName: Id, KeyType: HASH }]\n" + ends;
        const string On = "      TimeToLiveSpecification: { AttributeName: Until, Enabled: true }\n";
        const string Off = "      TimeToLiveSpecification: { AttributeName: Until, Enabled: false }\n";
        await _stacks.DeployAsync("ending", Template(""));

        var statuses = new List<string>();
        foreach (var ends in new[] { Off, "", On, Off, On, "" }) statuses.Add($"{await _stacks.DeployAsync("ending", Template(ends), "UPDATE")} {await EndAsync()}");
        await _stacks.DeployAsync("ending", Template(On) + StackTests.Role("R"), "UPDATE");
        await _http.JsonAsync("dynamodb", "DynamoDB_20120810.UpdateTimeToLive", """{"TableName":"cfn-ending","TimeToLiveSpecification":{"AttributeName":"Until","Enabled":false}}""");
        var elsewhere = await _stacks.DeployAsync("ending", Template("") + StackTests.Role("R"), "UPDATE");

        Assert.Equal(["UPDATE_COMPLETE ", "UPDATE_COMPLETE ", "UPDATE_COMPLETE Until", "UPDATE_COMPLETE ", "UPDATE_COMPLETE Until", "UPDATE_COMPLETE "], statuses);
        Assert.Equal("UPDATE_COMPLETE", elsewhere);
    }

    [Fact]
    [Parity("cloudformation/AWS::DynamoDB::Table", Evidence.Recorded, "cloudformation/resources/test_dynamodb: default name from stack and resource")]
    public async Task A_table_without_a_name_gets_one_and_may_be_replaced()
    {
        var template = StackClient.Template("table-without-a-name");
        await DeployAsync("unnamed", template, "CREATE", ("Key", "A"));
        var first = (await OutputsAsync("unnamed"))[0];
        await DeployAsync("unnamed", template, "UPDATE", ("Key", "B"));
        var second = (await OutputsAsync("unnamed"))[0];

        Assert.Matches("^unnamed-T-[A-Za-z0-9]{12}$", first);
        Assert.NotEqual(first, second);
        Assert.Equal((400, 200), (await DescribeAsync(first), await DescribeAsync(second)));
    }

    [Fact]
    [Parity("cloudformation/AWS::S3::Bucket", Evidence.Documented, Types + "aws-resource-s3-bucket.html")]
    [Parity("cloudformation/AWS::S3::BucketPolicy", Evidence.Documented, Types + "aws-resource-s3-bucketpolicy.html")]
    public async Task A_bucket_that_serves_a_site_to_everyone()
    {
        var template = StackClient.Template("bucket-with-a-site");
        var status = await DeployAsync("bucket", template, "CREATE", ("Index", "index.html"));
        var website = await S3Async("GET", "?website");
        var policy = await S3Async("GET", "?policy");
        var tags = await S3Async("GET", "?tagging");
        await DeployAsync("bucket", template, "UPDATE", ("Index", "home.html"));
        var changed = await S3Async("GET", "?website");
        await S3Async("PUT", "/object", "content");
        var full = await DeleteAsync("bucket");
        await S3Async("DELETE", "/object");
        var empty = await DeleteAsync("bucket");

        Assert.Equal("CREATE_COMPLETE", status);
        Assert.Contains("<Suffix>index.html</Suffix>", website.Body, StringComparison.Ordinal);
        Assert.Contains("\"Resource\":\"arn:aws:s3:::cfn-bucket/*\"", policy.Body, StringComparison.Ordinal);
        Assert.Contains("<Key>a</Key><Value>b</Value>", tags.Body, StringComparison.Ordinal);
        Assert.Contains("<Suffix>home.html</Suffix>", changed.Body, StringComparison.Ordinal);
        Assert.Equal("DELETE_FAILED The following resource(s) failed to delete: [B].", full);
        Assert.Equal("DELETE_COMPLETE", empty);
        Assert.Equal(404, (await S3Async("HEAD", "")).Status);
    }

    [Fact]
    [Parity("cloudformation/AWS::S3::Bucket", Evidence.Unverified, "text as users report it; S3 itself would let its owner create the bucket again")]
    public async Task A_bucket_that_is_there_already_is_not_adopted()
    {
        await _http.SendAsync("s3", "PUT", "/cfn-foreign");

        var status = await DeployAsync("foreign", "Resources:\n  B: { Type: AWS::S3::Bucket, Properties: { BucketName: cfn-foreign } }\n", "CREATE");

        Assert.Equal("ROLLBACK_COMPLETE", status);
        Assert.Contains("B CREATE_FAILED cfn-foreign already exists", await _stacks.EventsAsync("foreign"));
        Assert.Equal(200, (await _http.SendAsync("s3", "HEAD", "/cfn-foreign")).Status);
    }

    [Fact]
    [Parity("cloudformation/AWS::ApiGatewayV2::Api", Evidence.Documented, Types + "aws-resource-apigatewayv2-api.html")]
    [Parity("cloudformation/AWS::ApiGatewayV2::Stage", Evidence.Documented, Types + "aws-resource-apigatewayv2-stage.html")]
    public async Task An_HTTP_API_from_its_definition_with_a_stage()
    {
        var template = StackClient.Template("http-api-with-a-stage");
        await DeployAsync("api", template, "CREATE", ("Title", "First"));
        var outputs = await OutputsAsync("api");
        var made = await ApiAsync(outputs[1]);
        await DeployAsync("api", template, "UPDATE", ("Title", "Second"), ("Tag", "two"));
        var changed = await ApiAsync(outputs[1]);
        var stage = await ApiAsync(outputs[1] + "/stages/prod");
        var deleted = await DeleteAsync("api");

        Assert.Equal(outputs[0], made["apiEndpoint"]?.ToString());
        Assert.Equal(("First", "Second"), (made["name"]?.ToString(), changed["name"]?.ToString()));
        Assert.Equal("""{"v":"Second"}""", stage["stageVariables"]?.ToJsonString());
        Assert.Equal("""{"own":"two"}""", stage["tags"]?.ToJsonString());
        Assert.True((bool?)stage["autoDeploy"]);
        Assert.Equal("DELETE_COMPLETE", deleted);
        Assert.Equal(404, (await _http.SendAsync("apigateway", "GET", "/v2/apis/" + outputs[1])).Status);
    }

    [Fact]
    [Parity("cloudformation/AWS::ApiGatewayV2::Api", Evidence.Documented, Types + "aws-resource-apigatewayv2-api.html")]
    public async Task An_HTTP_API_from_its_properties()
    {
        var template = StackClient.Template("http-api-from-properties");
        await DeployAsync("plain", template, "CREATE", ("Origin", "https://a,https://b"));
        var id = (await OutputsAsync("plain"))[0];
        var made = await ApiAsync(id);
        await DeployAsync("plain", template, "UPDATE", ("Origin", ""));
        var changed = await ApiAsync(id);

        Assert.Equal("""["https://a","https://b"]""", made["corsConfiguration"]?["allowOrigins"]?.ToJsonString());
        Assert.Equal("5", made["corsConfiguration"]?["maxAge"]?.ToJsonString());
        Assert.Null(changed["corsConfiguration"]);
    }

    [Fact]
    [Parity("cloudformation/AWS::ApiGateway", Evidence.Documented, "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_ApiGateway.html")]
    public async Task A_REST_API_is_imported_deployed_and_deployed_anew_when_its_definition_changes()
    {
        var template = StackClient.Template("rest-api");
        await DeployAsync("rest", template, "CREATE", ("team", "tasks"));
        var (id, root) = await OutputsAsync("rest") is [var first, var second] ? (first, second) : ("", "");
        var made = await AskAsync(id, "/ping");
        var stage = await RestApiAsync(id + "/stages/prod");
        var refusal = await RestApiAsync(id + "/gatewayresponses/DEFAULT_4XX");

        var status = await DeployAsync("rest", template.Replace("299", "298", StringComparison.Ordinal).Replace("blue", "red", StringComparison.Ordinal), "UPDATE");
        var changed = await AskAsync(id, "/ping");
        var stageNow = await RestApiAsync(id + "/stages/prod");
        var deployments = await RestApiAsync(id + "/deployments");
        var deleted = await DeleteAsync("rest");

        Assert.Equal((299, 298, "418"), (made, changed, refusal["statusCode"]?.ToString()));
        Assert.Equal(("UPDATE_COMPLETE", "DELETE_COMPLETE"), (status, deleted));
        Assert.NotEmpty(root);
        Assert.Equal(("blue", "tasks"), (stage["variables"]?["color"]?.ToString(), stage["tags"]?["team"]?.ToString()));
        Assert.Equal(("red", "tasks"), (stageNow["variables"]?["color"]?.ToString(), stageNow["tags"]?["team"]?.ToString()));
        Assert.NotEqual(stage["deploymentId"]?.ToString(), stageNow["deploymentId"]?.ToString());
        Assert.Single(deployments["item"]?.AsArray() ?? []);
        Assert.Equal(404, (await _http.SendAsync("apigateway", "GET", "/restapis/" + id)).Status);
    }

    public void Dispose()
    {
        _stacks.Dispose();
        _http.Dispose();
    }

    /// <param name="given">Parameters, with capital letters; tags of the stack, with small ones.</param>
    private Task<string> DeployAsync(string stack, string template, string type, params (string Name, string Value)[] given)
    {
        var parameters = given.Where(g => char.IsUpper(g.Name[0])).SelectMany((g, i) => new[]
        {
            ($"Parameters.member.{i + 1}.ParameterKey", g.Name), ($"Parameters.member.{i + 1}.ParameterValue", g.Value),
        });
        var tags = given.Where(g => char.IsLower(g.Name[0])).SelectMany(
            (g, i) => new[] { ($"Tags.member.{i + 1}.Key", g.Name), ($"Tags.member.{i + 1}.Value", g.Value) });
        return _stacks.DeployAsync(stack, template, type, [.. parameters, .. tags]);
    }

    private async Task<string> DeleteAsync(string stack)
    {
        var id = (await _stacks.StackAsync(stack)).Element("StackId")?.Value ?? "";
        await _stacks.CallAsync("DeleteStack", ("StackName", id));
        var after = await _stacks.StackAsync(id);
        return $"{after.Element("StackStatus")?.Value} {after.Element("StackStatusReason")?.Value}".Trim();
    }

    private async Task<IReadOnlyList<string>> OutputsAsync(string stack) =>
        [.. (await _stacks.StackAsync(stack)).Descendants("Outputs").Elements().OrderBy(o => o.Element("OutputKey")?.Value, StringComparer.Ordinal).Select(o => o.Element("OutputValue")?.Value ?? "")];

    private static string Indexes(JsonNode table) => string.Join(',', table["GlobalSecondaryIndexes"]?.AsArray().Select(i => i?["IndexName"]?.ToString()) ?? []);

    private async Task<JsonNode> TableAsync(string name = "cfn-table")
    {
        var answer = await _http.JsonAsync("dynamodb", "DynamoDB_20120810.DescribeTable", $$"""{"TableName":"{{name}}"}""");
        return JsonNode.Parse(answer.Body)?["Table"] ?? new JsonObject();
    }

    private async Task<string> EndAsync()
    {
        var answer = await _http.JsonAsync("dynamodb", "DynamoDB_20120810.DescribeTimeToLive", """{"TableName":"cfn-ending"}""");
        return $"{JsonNode.Parse(answer.Body)?["TimeToLiveDescription"]?["AttributeName"]}";
    }

    private async Task<string?> TagsAsync(JsonNode table)
    {
        var answer = await _http.JsonAsync("dynamodb", "DynamoDB_20120810.ListTagsOfResource", $$"""{"ResourceArn":"{{table["TableArn"]}}"}""");
        return JsonNode.Parse(answer.Body)?["Tags"]?.ToJsonString();
    }

    private async Task<int> DescribeAsync(string table) =>
        (await _http.JsonAsync("dynamodb", "DynamoDB_20120810.DescribeTable", $$"""{"TableName":"{{table}}"}""")).Status;

    private Task<HttpAnswer> S3Async(string method, string rest, string body = "") => _http.SendAsync("s3", method, "/cfn-bucket" + rest, body);

    private async Task<JsonNode> ApiAsync(string path)
    {
        var answer = await _http.SendAsync("apigateway", "GET", "/v2/apis/" + path);
        return JsonNode.Parse(answer.Body) ?? new JsonObject();
    }

    private async Task<JsonNode> RestApiAsync(string path)
    {
        var answer = await _http.SendAsync("apigateway", "GET", "/restapis/" + path);
        return JsonNode.Parse(answer.Body) ?? new JsonObject();
    }

    /// <summary>The status of an answer from a deployed API's stage.</summary>
    private async Task<int> AskAsync(string id, string path) =>
        (await RawHttp.SendAsync(emulator.Endpoint, $"GET /_aws/execute-api/{id}/prod{path} HTTP/1.1\nHost: localhost")).Status;
}
