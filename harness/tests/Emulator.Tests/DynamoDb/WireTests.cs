using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace TaskTracker.Emulation.Tests.DynamoDb;

/// <summary>What DynamoDB does with HTTP, whatever the operation.</summary>
public sealed class WireTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private const string Facts = "HTTP layer recorded on AWS by the authors of dynalite, https://github.com/architect/dynalite";

    private readonly Uri _endpoint = emulator.Endpoint;

    [Fact]
    [Parity("dynamodb/HTTP", Evidence.Recorded, Facts)]
    public async Task An_answer_carries_its_request_id_and_its_checksum()
    {
        var answer = await CallAsync("ListTables", "{}");

        Assert.Matches("^[0-9A-Z]{52}$", answer.Headers["x-amzn-RequestId"]);
        Assert.Equal(Crc32.HashToUInt32(Encoding.UTF8.GetBytes(answer.Body)).ToString(CultureInfo.InvariantCulture), answer.Headers["x-amz-crc32"]);
        Assert.Equal(answer.Body.Length.ToString(CultureInfo.InvariantCulture), answer.Headers["Content-Length"]);
    }

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json; charset=utf-8", "application/json")]
    [InlineData("application/x-amz-json-1.0", "application/x-amz-json-1.0")]
    [Parity("dynamodb/HTTP", Evidence.Recorded, Facts)]
    public async Task An_answer_has_the_content_type_of_its_request(string sent, string answered)
    {
        var answer = await Http.SendAsync("dynamodb", "POST", "/", "{}", ("Content-Type", sent), ("X-Amz-Target", "DynamoDB_20120810.ListTables"));

        Assert.Equal(answered, answer.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"TableName":"x"} trailing""")]
    [InlineData("""{"TableName":"abc","Item":{"id":{"S":"\ud800"}}}""")]
    [Parity("dynamodb/HTTP", Evidence.Recorded, Facts)]
    public async Task What_is_no_JSON_object_is_a_serialization_error_without_a_message(string body)
    {
        var answer = await CallAsync("PutItem", body);

        Assert.Equal(400, answer.Status);
        Assert.Equal("""{"__type":"com.amazon.coral.service#SerializationException"}""", answer.Body);
    }

    [Fact]
    [Parity("dynamodb/HTTP", Evidence.Recorded, Facts)]
    public async Task An_operation_that_nobody_knows_has_no_message()
    {
        var answer = await CallAsync("Nonsense", "{}");

        Assert.Equal(400, answer.Status);
        Assert.Equal("""{"__type":"com.amazon.coral.service#UnknownOperationException"}""", answer.Body);
    }

    [Theory]
    [InlineData("PartiQL", new[] { "ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction" })]
    [InlineData("backups", new[] { "CreateBackup", "DescribeBackup", "ListBackups", "DeleteBackup", "RestoreTableFromBackup", "RestoreTableToPointInTime" })]
    [InlineData("global tables", new[] { "CreateGlobalTable", "DescribeGlobalTable", "ListGlobalTables", "UpdateGlobalTable", "DescribeGlobalTableSettings", "UpdateGlobalTableSettings" })]
    [InlineData("exports and imports", new[] { "ExportTableToPointInTime", "DescribeExport", "ListExports", "ImportTable", "DescribeImport", "ListImports" })]
    [InlineData("others", new[] { "PutResourcePolicy", "EnableKinesisStreamingDestination", "UpdateContributorInsights", "UpdateTableReplicaAutoScaling" })]
    [Parity("dynamodb/HTTP", Evidence.Deviates, "AWS knows the operation; this says by name that it is not here")]
    public async Task An_operation_of_AWS_that_is_not_here_is_refused_by_name(string why, string[] operations)
    {
        foreach (var operation in operations)
        {
            var answer = await CallAsync(operation, "{}");

            var refusal = $$"""{"__type":"com.amazon.coral.service#UnknownOperationException","message":"The operation {{operation}} is not supported here. Supported: PutItem, """;
            Assert.Equal((why, 400), (why, answer.Status));
            Assert.StartsWith(refusal, answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Parity("dynamodb/HTTP", Evidence.Recorded, Facts)]
    public async Task A_body_of_another_type_is_answered_in_XML()
    {
        var answer = await Http.SendAsync("dynamodb", "POST", "/", "a=b", ("Content-Type", "text/plain"), ("X-Amz-Target", "DynamoDB_20120810.ListTables"));

        Assert.Equal(404, answer.Status);
        Assert.Equal("<UnknownOperationException/>\n", answer.Body);
        Assert.Equal("3552371480", answer.Headers["x-amz-crc32"]);
    }

    [Fact]
    [Parity("dynamodb/HTTP", Evidence.Recorded, Facts)]
    public async Task A_health_check_is_answered_on_the_service_s_own_host_name()
    {
        var answer = await RawHttp.SendAsync(_endpoint, $"GET / HTTP/1.1\nHost: dynamodb.localhost:{_endpoint.Port}");

        Assert.Equal("healthy: dynamodb.us-east-1.amazonaws.com ", answer.Text);
        Assert.Equal(["3128867991"], answer.Header("x-amz-crc32"));
    }

    [Fact]
    [Parity("dynamodb/HTTP", Evidence.Recorded, Facts)]
    public async Task A_page_may_ask_beforehand_whether_it_may_call()
    {
        var preflight = await RawHttp.SendAsync(
            _endpoint,
            $"OPTIONS / HTTP/1.1\nHost: localhost:{_endpoint.Port}\nOrigin: http://page.localhost\nAccess-Control-Request-Method: POST\nAccess-Control-Request-Headers: x-amz-target,authorization");
        var call = await Http.SendAsync("dynamodb", "POST", "/", "{}", ("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", "DynamoDB_20120810.ListTables"), ("Origin", "http://page.localhost"));

        Assert.Equal(200, preflight.Status);
        Assert.Equal(["*"], preflight.Header("Access-Control-Allow-Origin"));
        Assert.Equal(["x-amz-target,authorization"], preflight.Header("Access-Control-Allow-Headers"));
        Assert.Equal(["POST"], preflight.Header("Access-Control-Allow-Methods"));
        Assert.Equal(["172800"], preflight.Header("Access-Control-Max-Age"));
        Assert.Equal("*", call.Headers["Access-Control-Allow-Origin"]);
    }

    [Fact]
    [Parity("dynamodb/HTTP", Evidence.Recorded, Facts)]
    public async Task A_body_beyond_16_MB_is_too_large()
    {
        var answer = await CallAsync("PutItem", new string(' ', (16 * 1024 * 1024) + 1));

        Assert.Equal(413, answer.Status);
    }
}
