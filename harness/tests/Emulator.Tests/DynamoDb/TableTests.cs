using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TaskTracker.Emulation.Tests.DynamoDb;

public sealed class TableTests(EmulatorFixture emulator) : DynamoDbTests(emulator), IClassFixture<EmulatorFixture>
{
    private const string Provisioned = """
        {"TableName":"NAME","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
         "ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}}
        """;

    [Fact]
    [Parity("dynamodb:CreateTable", Evidence.Recorded, "dynamodb/test_table_crud")]
    [Parity("dynamodb:DescribeTable", Evidence.Recorded, "dynamodb/test_table_crud")]
    [Parity("dynamodb:DeleteTable", Evidence.Recorded, "dynamodb/test_table_crud")]
    public async Task A_table_shows_other_members_when_it_is_made_when_it_is_there_and_when_it_goes()
    {
        var created = Members(await CallAsync("CreateTable", Provisioned.Replace("NAME", "shown", StringComparison.Ordinal)), "TableDescription");
        var there = Members(await CallAsync("DescribeTable", """{"TableName":"shown"}"""), "Table");
        var going = Members(await CallAsync("DeleteTable", """{"TableName":"shown"}"""), "TableDescription");

        string[] atLeast = ["DeletionProtectionEnabled", "ItemCount", "ProvisionedThroughput", "TableArn", "TableId", "TableName", "TableSizeBytes", "TableStatus"];
        Assert.Equal([.. atLeast.Append("AttributeDefinitions").Append("CreationDateTime").Append("KeySchema").Order(StringComparer.Ordinal)], created.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([.. created.Keys.Append("WarmThroughput").Order(StringComparer.Ordinal)], there.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([.. atLeast.Order(StringComparer.Ordinal)], going.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["\"CREATING\"", "\"ACTIVE\"", "\"DELETING\""], [created["TableStatus"], there["TableStatus"], going["TableStatus"]]);
        Assert.Equal("""{"NumberOfDecreasesToday":0,"ReadCapacityUnits":5,"WriteCapacityUnits":5}""", created["ProvisionedThroughput"]);
        Assert.Equal("""{"ReadUnitsPerSecond":5,"WriteUnitsPerSecond":5,"Status":"ACTIVE"}""", there["WarmThroughput"]);
    }

    [Fact]
    [Parity("dynamodb:CreateTable", Evidence.Recorded, "dynamodb/test_gsi_with_billing_mode[PAY_PER_REQUEST]")]
    public async Task A_table_on_demand_says_since_when_once_it_is_there()
    {
        var name = await CreateTableAsync();

        var table = Members(await CallAsync("DescribeTable", $$"""{"TableName":"{{name}}"}"""), "Table");

        Assert.Contains("LastUpdateToPayPerRequestDateTime", table["BillingModeSummary"], StringComparison.Ordinal);
        Assert.Equal("""{"ReadUnitsPerSecond":12000,"WriteUnitsPerSecond":4000,"Status":"ACTIVE"}""", table["WarmThroughput"]);
    }

    [Fact]
    [Parity("dynamodb:CreateTable", Evidence.Recorded, "dynamodb/test_create_duplicate_table")]
    public async Task A_name_is_taken_once()
    {
        var name = await CreateTableAsync();

        var refusal = await CallAsync("CreateTable", Provisioned.Replace("NAME", name, StringComparison.Ordinal));

        Assert.Equal(400, refusal.Status);
        Assert.Equal($$"""{"__type":"com.amazonaws.dynamodb.v20120810#ResourceInUseException","message":"Table already exists: {{name}}"}""", refusal.Body);
    }

    [Fact]
    [Parity("dynamodb:ListTables", Evidence.Documented, Api + "API_ListTables.html")]
    public async Task Tables_are_listed_in_pages_by_name()
    {
        foreach (var letter in "cab") await CallAsync("CreateTable", Provisioned.Replace("NAME", $"~list-{letter}".Replace('~', 'z'), StringComparison.Ordinal));

        var first = await Dynamo.ListTablesAsync(new ListTablesRequest { ExclusiveStartTableName = "zlist-", Limit = 2 }, Cancellation);
        var second = await Dynamo.ListTablesAsync(new ListTablesRequest { ExclusiveStartTableName = first.LastEvaluatedTableName, Limit = 2 }, Cancellation);

        Assert.Equal(["zlist-a", "zlist-b"], first.TableNames);
        Assert.Equal(["zlist-c"], second.TableNames);
        Assert.Null(second.LastEvaluatedTableName);
    }

    [Fact]
    [Parity("dynamodb:UpdateTable", Evidence.Documented, Api + "API_UpdateTable.html")]
    public async Task A_protected_table_is_not_deleted_until_its_protection_is_off()
    {
        var name = await CreateTableAsync();
        await Dynamo.UpdateTableAsync(new UpdateTableRequest { TableName = name, DeletionProtectionEnabled = true }, Cancellation);

        var refusal = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Dynamo.DeleteTableAsync(name, Cancellation));
        await Dynamo.UpdateTableAsync(new UpdateTableRequest { TableName = name, DeletionProtectionEnabled = false }, Cancellation);
        await Dynamo.DeleteTableAsync(name, Cancellation);

        Assert.Contains("protected against deletion", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => Dynamo.DescribeTableAsync(name, Cancellation));
    }

    [Fact]
    [Parity("dynamodb:TagResource", Evidence.Documented, Api + "API_TagResource.html")]
    [Parity("dynamodb:UntagResource", Evidence.Documented, Api + "API_UntagResource.html")]
    [Parity("dynamodb:ListTagsOfResource", Evidence.Documented, Api + "API_ListTagsOfResource.html")]
    public async Task Tags_are_put_and_taken_off()
    {
        var arn = (await Dynamo.DescribeTableAsync(await CreateTableAsync(), Cancellation)).Table.TableArn;
        await Dynamo.TagResourceAsync(new TagResourceRequest { ResourceArn = arn, Tags = [new Tag { Key = "a", Value = "1" }, new Tag { Key = "b", Value = "2" }] }, Cancellation);
        await Dynamo.UntagResourceAsync(new UntagResourceRequest { ResourceArn = arn, TagKeys = ["a"] }, Cancellation);

        var tags = await Dynamo.ListTagsOfResourceAsync(new ListTagsOfResourceRequest { ResourceArn = arn }, Cancellation);

        Assert.Equal(["b=2"], tags.Tags.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key}={t.Value}")));
    }

    [Theory]
    [InlineData("CreateTable")]
    [InlineData("TagResource")]
    [Parity("dynamodb:CreateTable", Evidence.Recorded, "The messages of ValidationException that AWS Controllers for Kubernetes met, 2026-10")]
    [Parity("dynamodb:TagResource", Evidence.Recorded, "The messages of ValidationException that AWS Controllers for Kubernetes met, 2026-10")]
    public async Task A_tag_that_comes_twice_is_refused(string operation)
    {
        const string Twice = """ "Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"1"},{"Key":"a","Value":"2"}],""";
        var arn = (await Dynamo.DescribeTableAsync(await CreateTableAsync(), Cancellation)).Table.TableArn;
        var body = operation == "CreateTable" ? Provisioned.Replace("NAME", "tagged-twice", StringComparison.Ordinal) : $$"""{"ResourceArn":"{{arn}}"}""";

        var refusal = await CallAsync(operation, "{" + Twice + body[1..]);

        Assert.Equal(400, refusal.Status);
        Assert.Contains("\"Duplicate Tag Keys provided as input: Duplicate Tag Key found a\"", refusal.Body, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Members(HttpAnswer answer, string member)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.GetProperty(member).EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetRawText());
    }
}
